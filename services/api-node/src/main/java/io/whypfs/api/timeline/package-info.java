/**
 * Where a content, a bucket or a deal stands: what happened, and for what has not happened yet why, what next and when.
 *
 * <p>{@link io.whypfs.api.timeline.Inquiry} reads the past from the facts kept here and asks the owners of the future side by
 * side. {@link io.whypfs.api.timeline.Timelines} makes the steps from that, without any I/O: stored, in-bucket, sealed, piece,
 * then the steps of each deal. An owner that is silent is named, and what it said last stands in for it, with its time. A
 * {@link io.whypfs.api.timeline.Step} without a reason cannot be made.
 */
@NullMarked
package io.whypfs.api.timeline;

import org.jspecify.annotations.NullMarked;
