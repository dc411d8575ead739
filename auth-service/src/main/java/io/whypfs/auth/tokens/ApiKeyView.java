package io.whypfs.auth.tokens;

import java.time.Instant;

/** A key as its owner sees it; {@code token} is empty except in the one answer that makes the key. */
record ApiKeyView(
        ApiToken token, String tokenHash, String label, Instant expiry, boolean isSession, boolean uploadOnly) {

    static ApiKeyView shownOnce(IssuedToken issued) {
        return of(issued.token(), issued.row());
    }

    static ApiKeyView hidden(AuthToken row) {
        return of(new ApiToken(""), row);
    }

    private static ApiKeyView of(ApiToken token, AuthToken row) {
        return new ApiKeyView(token, row.tokenHash(), row.label(), row.expiry(), row.session(), row.uploadOnly());
    }
}
