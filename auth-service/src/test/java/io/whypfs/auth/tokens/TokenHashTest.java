package io.whypfs.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {

    private static final String URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void equalsTheValueThatOpensslGivesForTheSameKey() {
        // printf EST...ARY | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '='
        assertThat(TokenHash.ofToken("EST00000000-1111-2222-3333-444444444444ARY")
                        .text())
                .isEqualTo("ZhmJIBw2hPp76xKa-hLTEmRSKhJ2MR_yFswDJokxR54");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ESTc0ffee00-1111-2222-3333-444444444444ARY", "ключ", "EST\uD83D\uDD11ARY"})
    void isSha256OfTheWholeTextAsUnpaddedUrlBase64(String token) throws Exception {
        // Given
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));

        // When
        String hash = TokenHash.ofToken(token).text();

        // Then
        assertThat(hash).isEqualTo(sixBitsAtATime(digest)).hasSize(43);
    }

    @Test
    void keysAreUuidsBetweenTheirTwoMarks() {
        assertThat(ApiToken.random().text())
                .matches("EST[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}ARY");
        assertThat(ApiToken.random()).isNotEqualTo(ApiToken.random());
    }

    @Test
    void aKeyDoesNotPrintItself() {
        // Given
        ApiToken token = ApiToken.random();

        // Then
        assertThat("key is " + token).isEqualTo("key is ApiToken[hidden]");
        assertThat(new IntrospectionResource.IntrospectRequest(token).toString())
                .doesNotContain(token.text());
    }

    /** RFC 4648 section 5 by arithmetic: 256 bits and two zero bits make 43 digits of base 64. */
    private static String sixBitsAtATime(byte[] digest) {
        BigInteger number = new BigInteger(1, digest).shiftLeft(2);
        StringBuilder text = new StringBuilder();
        for (int digit = 42; digit >= 0; digit--) {
            text.append(URL_ALPHABET.charAt(number.shiftRight(6 * digit).intValue() & 63));
        }
        return text.toString();
    }
}
