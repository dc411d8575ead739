/**
 * The front door's rooms: every HTTP route that a user calls.
 *
 * <p>A request passes the frame of {@code http} (CORS, version header). The byte routes come first: {@code upload} and {@code
 * gateway} are Vert.x routes because they must not touch a body, which is piped to and from core-nodes on event loops. All
 * else is a resource of its feature, behind the key check of {@code auth}; rows are read and written on virtual threads and
 * by one writer thread ({@code content}). What V1 of Estuary answers is kept byte for byte.
 */
@NullMarked
package io.whypfs.api;

import org.jspecify.annotations.NullMarked;
