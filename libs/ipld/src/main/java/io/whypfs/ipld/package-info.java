/**
 * IPLD: blocks, the codecs that give them structure, UnixFS files and directories, and CAR archives.
 *
 * <p>{@code block} is the border to stores. {@code dagpb}, {@code dagcbor} and {@code dagjson} turn block bytes into nodes
 * and back; {@code unixfs} cuts files into such nodes and reads them again; {@code dag} follows links; {@code car} packs
 * blocks into a stream. Nothing here opens a file or a socket. Every broken input ends in a typed {@link
 * java.io.IOException}.
 */
@NullMarked
package io.whypfs.ipld;

import org.jspecify.annotations.NullMarked;
