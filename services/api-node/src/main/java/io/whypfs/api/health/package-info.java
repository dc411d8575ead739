/**
 * What readiness means here: the database answers; a missing broker only degrades.
 */
@NullMarked
package io.whypfs.api.health;

import org.jspecify.annotations.NullMarked;
