/**
 * One HTTP server per port, with a virtual thread per request.
 *
 * <p>A {@link io.whypfs.devnet.http.Route} turns a request into an {@link io.whypfs.devnet.http.Answer}; how an answer is
 * put on the wire, byte by byte, late or not at all, is the port's work, because faults play there.
 */
@NullMarked
package io.whypfs.devnet.http;

import org.jspecify.annotations.NullMarked;
