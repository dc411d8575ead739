/**
 * Keys: made once, kept as a hash, looked up on every request of a user.
 *
 * <p>{@link io.whypfs.auth.tokens.TokenIssuer} draws a key and stores its hash; the key itself leaves with that one
 * answer. {@link io.whypfs.auth.tokens.IntrospectionResource} hashes what a caller shows, finds row and user in one
 * query and says who it is, or why not. Revoking deletes the row, so that the next question already fails: nothing is
 * cached here.
 */
@NullMarked
package io.whypfs.auth.tokens;

import org.jspecify.annotations.NullMarked;
