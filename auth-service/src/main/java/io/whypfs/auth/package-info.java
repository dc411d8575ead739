/**
 * Auth-service: who is asking, and what may they do.
 *
 * <p>It owns the schema {@code auth} and answers questions on internal HTTP only; users never reach it directly.
 * {@code users} keeps the users, {@code tokens} the keys and turns a key into a user (introspection), {@code invites}
 * the invite codes; {@code accounts} stands on these three and makes sessions out of names and passwords. This package
 * holds what all of them say in the same way: the shape of a text that a person may choose, and refusals.
 * No key and no password is kept, logged or printed: the first as its hash only, the second as bcrypt of what came.
 */
@NullMarked
package io.whypfs.auth;

import org.jspecify.annotations.NullMarked;
