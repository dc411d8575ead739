/**
 * Users: registering, logging in, and the administrator that exists from the first start.
 *
 * <p>Registering checks the invite, hashes the password, and then writes user, session and the invite's claim in one
 * transaction: all or nothing. What a client calls {@code passwordHash} is a password to us and is hashed again
 * ({@link io.whypfs.auth.accounts.PasswordHasher}), outside any transaction because that takes tens of milliseconds.
 */
@NullMarked
package io.whypfs.auth.accounts;

import org.jspecify.annotations.NullMarked;
