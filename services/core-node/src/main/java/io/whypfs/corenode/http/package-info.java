/**
 * Streams between Vert.x and blocking code, for the routes through which bytes pass.
 *
 * <p>A {@link io.whypfs.corenode.http.ByteRoute} runs a blocking handler on a virtual thread. It reads the request through
 * {@link io.whypfs.corenode.http.BodyStream} and answers through {@link io.whypfs.corenode.http.ResponseStream}; both
 * hold the other side back instead of piling up bytes, and neither touches the disk. JSON questions go through
 * quarkus-rest instead; these routes do not, because its body stream hands every 8 KiB from thread to thread.
 */
@NullMarked
package io.whypfs.corenode.http;

import org.jspecify.annotations.NullMarked;
