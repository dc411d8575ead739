/**
 * The users themselves: a number that everything else refers to, a name, rights and a password's hash.
 *
 * <p>{@code tokens} and {@code invites} refer to users by number; {@code accounts} makes them and lets them in.
 */
@NullMarked
package io.whypfs.auth.users;

import org.jspecify.annotations.NullMarked;
