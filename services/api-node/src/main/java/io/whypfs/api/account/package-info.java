/**
 * Registration, login, API keys, invites and the viewer: V1's words around auth-service's answers.
 */
@NullMarked
package io.whypfs.api.account;

import org.jspecify.annotations.NullMarked;
