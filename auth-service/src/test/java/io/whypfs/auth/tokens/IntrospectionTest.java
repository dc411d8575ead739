package io.whypfs.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntrospectionTest {

    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");
    private static final KeyHolder HOLDER = new KeyHolder(7, "ann", 2, true, EXPIRY, false, 8);

    @Test
    void aKeyWorksUntilTheLastMomentBeforeItsExpiry() {
        assertThat(Introspection.judge(Optional.of(HOLDER), EXPIRY.minusNanos(1)))
                .isEqualTo(new Introspection.Active(7, "ann", 2, true, EXPIRY, false, 8));
    }

    @Test
    void aKeyIsExpiredFromItsExpiryOn() {
        assertThat(Introspection.judge(Optional.of(HOLDER), EXPIRY))
                .isEqualTo(new Introspection.Inactive(Introspection.Reason.EXPIRED));
    }

    @Test
    void aKeyWithoutARowIsUnknown() {
        assertThat(Introspection.judge(Optional.empty(), EXPIRY))
                .isEqualTo(new Introspection.Inactive(Introspection.Reason.UNKNOWN));
    }
}
