/**
 * Reads {@code multipart/form-data} as a stream, part by part, and never keeps more of it than one window.
 *
 * <p>{@link io.whypfs.corenode.multipart.MultipartReader} finds the boundaries; {@code nextPart} gives the head of the next part
 * ({@link io.whypfs.corenode.multipart.PartHead}, made by {@code ContentDisposition}), {@code forwardBody} pushes its
 * bytes on as slices of the window. A fault is a {@link io.whypfs.corenode.multipart.MultipartException}, with a word on whether the body was malformed or merely
 * ended early. What a file name may be is not decided here but in {@code ingest}.
 */
@NullMarked
package io.whypfs.corenode.multipart;

import org.jspecify.annotations.NullMarked;
