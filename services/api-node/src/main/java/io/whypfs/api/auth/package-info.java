/**
 * Who calls: bearer keys, asked at auth-service and remembered for less than a second.
 *
 * <p>A revoked key is refused within a second because no answer is used for longer than 800 ms, counted from the moment the
 * question left. A silent auth-service is a 503, never a 401.
 */
@NullMarked
package io.whypfs.api.auth;

import org.jspecify.annotations.NullMarked;
