package io.whypfs.auth.tokens;

import java.time.Instant;

/** The user behind a key, and the key's own limits, as one row of the lookup. */
record KeyHolder(
        long userId,
        String username,
        int perms,
        boolean uploadOnly,
        Instant expiry,
        boolean storageDisabled,
        int flags) {}
