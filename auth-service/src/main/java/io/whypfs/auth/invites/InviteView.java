package io.whypfs.auth.invites;

import java.time.Instant;

/** An invite as an administrator sees it: user names instead of ids, {@code claimedBy} empty while the invite is open. */
record InviteView(String code, String createdBy, String claimedBy, Instant createdAt) {}
