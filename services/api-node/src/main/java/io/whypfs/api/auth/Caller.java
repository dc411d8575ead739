package io.whypfs.api.auth;

import java.time.Instant;

/**
 * The owner of the key that came with a request.
 *
 * @param perms 1 upload, 2 user, 10 and above admin
 * @param uploadOnly the key, not the user, may only upload
 * @param expiry of the key
 */
public record Caller(
        long userId,
        String username,
        int perms,
        boolean uploadOnly,
        Instant expiry,
        boolean storageDisabled,
        int flags) {

    static final int USER = 2;
    static final int ADMIN = 10;

    /** Whether this key may do what only administrators may. */
    public boolean isAdmin() {
        return may(Access.ADMIN);
    }

    boolean may(Access access) {
        return switch (access) {
            case OPEN, UPLOAD -> true;
            case USER -> !uploadOnly && perms >= USER;
            case ADMIN -> !uploadOnly && perms >= ADMIN;
        };
    }
}
