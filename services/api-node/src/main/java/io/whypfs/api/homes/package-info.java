/**
 * Which core-nodes hold a content: rows, not a column, because a content has one home or more.
 */
@NullMarked
package io.whypfs.api.homes;

import org.jspecify.annotations.NullMarked;
