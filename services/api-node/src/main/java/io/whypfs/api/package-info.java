/**
 * The front door's rooms: every HTTP route that a user calls.
 *
 * <p>A request passes the router of {@code http} (CORS, key check, envelope), then the feature's routes. Bytes are piped
 * to and from core-nodes on event loops ({@code upload}, {@code gateway}); rows are read and written on virtual threads and
 * by one writer thread ({@code content}). What V1 of Estuary answers is kept byte for byte, so routes are Vert.x routes:
 * a JSON body counts whatever its content type says, a key is checked before a content type, an upload is never spooled.
 */
@NullMarked
package io.whypfs.api;

import org.jspecify.annotations.NullMarked;
