package io.whypfs.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/",
                "/internal/v1/pins",
                "//internal/v1",
                "/internal;a=b/v1",
                "/Internal/v1",
                "/;x/internal/v1"
            })
    void takesEveryWayToWriteAnInternalPath(String path) {
        assertThat(InternalGuard.isInternal(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/content/add", "/internals", "/ipfs/internal/x", "/q/health"})
    void leavesOtherPathsAlone(String path) {
        assertThat(InternalGuard.isInternal(path)).isFalse();
    }

    @Test
    void matchesTheTokenAndNothingElse() {
        // Given
        InternalCredential credential = new InternalCredential("0123456789abcdef");

        // When, Then
        assertThat(credential.matches("0123456789abcdef")).isTrue();
        assertThat(credential.matches("0123456789abcdeF")).isFalse();
        assertThat(credential.matches("0123456789abcde")).isFalse();
        assertThat(credential.matches("")).isFalse();
        assertThat(credential.matches(null)).isFalse();
    }

    @Test
    void refusesATokenThatCanBeGuessed() {
        assertThatThrownBy(() -> new InternalCredential("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("whypfs.internal.token must have at least 16 characters.");
    }
}
