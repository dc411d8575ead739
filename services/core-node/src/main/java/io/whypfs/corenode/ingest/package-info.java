/**
 * Takes bytes in: files, folders and archives become durable blocks under one root, pinned for one content.
 *
 * <p>{@link io.whypfs.corenode.ingest.IngestRoutes} are the two doors. Either way the flow is: parse the stream
 * ({@code MultipartUpload}, {@code PlainUpload} or {@code CarUpload}), hand blocks to a write session of the store while
 * bytes still arrive ({@code Tally} counts them), and at the end wait until the store says that all of them are on disk
 * and {@code PinWriter} has committed the pin. Only then there is an answer. A body that ends early, or is refused, pins
 * nothing; what blocks it left are garbage.
 */
@NullMarked
package io.whypfs.corenode.ingest;

import org.jspecify.annotations.NullMarked;
