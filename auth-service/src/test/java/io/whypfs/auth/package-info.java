/**
 * Tests of auth-service.
 *
 * <p>Classes named {@code *IT} run the whole service against a real PostgreSQL ({@link io.whypfs.auth.AuthDatabase}) and
 * knock at its internal door ({@link io.whypfs.auth.Door}); the others test one class.
 */
package io.whypfs.auth;
