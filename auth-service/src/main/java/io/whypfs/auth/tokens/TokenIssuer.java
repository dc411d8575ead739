package io.whypfs.auth.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes keys. Joins the caller's transaction: a key that is rolled back never worked. */
@ApplicationScoped
public class TokenIssuer {

    private final TokenRepository tokens;
    private final Clock clock;

    TokenIssuer(TokenRepository tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Draws a key for this user and stores its hash. The text is in the answer and nowhere else. */
    public IssuedToken issue(long userId, TokenTerms terms) {
        ApiToken token = ApiToken.random();
        // PostgreSQL keeps microseconds; cutting here makes this answer equal to every later listing.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuthToken row = new AuthToken(userId, token.hash(), terms, now);
        tokens.persist(row);
        return new IssuedToken(token, row);
    }
}
