/**
 * The frame around every route: registration, key check, bodies, replies.
 *
 * <p>A feature implements {@link io.whypfs.api.http.RouteGroup} and names its routes on {@link io.whypfs.api.http.Routes}.
 * The order is fixed: CORS and version header, key, handler; within the groups that V1 guards, an unknown path or a wrong
 * method asks for the key first and is a 404 then, elsewhere it is 404 or 405.
 */
@NullMarked
package io.whypfs.api.http;

import org.jspecify.annotations.NullMarked;
