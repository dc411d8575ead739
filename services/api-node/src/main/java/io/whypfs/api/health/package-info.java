/**
 * V1's sign of life for users.
 *
 * <p>Probes ask {@code /q/health}: ready while the database answers; a missing broker only degrades.
 */
@NullMarked
package io.whypfs.api.health;

import org.jspecify.annotations.NullMarked;
