package io.whypfs.auth.accounts;

import io.whypfs.auth.tokens.ApiToken;
import io.whypfs.auth.tokens.IssuedToken;
import java.time.Instant;

/** A new session: its key, shown this once, and until when it lives. */
record SessionAnswer(ApiToken token, Instant expiry, long userId) {

    static SessionAnswer of(IssuedToken issued, long userId) {
        return new SessionAnswer(issued.token(), issued.row().expiry(), userId);
    }
}
