/**
 * Invite codes: an administrator hands one out, one registration uses it up.
 *
 * <p>The code is a text that the administrator chooses. Claiming locks its row, so that of two registrations that come
 * with one code at the same moment the second waits, and then sees it used.
 */
@NullMarked
package io.whypfs.auth.invites;

import org.jspecify.annotations.NullMarked;
