package io.whypfs.filecoin.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.filecoin.piece.PieceCid;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceTokenTest {

    private static final byte[] KEY = "a secret of the installation".getBytes(StandardCharsets.UTF_8);
    private static final PieceCid PIECE =
            PieceCid.parse("baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq");
    private static final PieceCid OTHER =
            PieceCid.parse("baga6ea4seaqdomn3tgwgrh3g532zopskstnbrd2n3sxfqbze7rxt7vqn7veigmy");
    private static final UUID DEAL = UUID.fromString("6f1c1b2e-3a52-4a55-9d8e-0d4d5a6b7c8d");

    @Test
    void isWhatAnyHmacToolMakesOfTheSameWords() {
        // printf %s 'whypfs-piece|<piece>|<deal>' | openssl dgst -sha256 -hmac '<key>'
        assertThat(PieceToken.of(KEY, PIECE, DEAL).text())
                .isEqualTo(DEAL + ".d41bfb4681c39717533cf5e6c51e5584329472b8984bdbe52f82f78b76c5b632");
    }

    @Test
    void tellsWhoseItIs() {
        assertThat(PieceToken.verify(KEY, PIECE, PieceToken.of(KEY, PIECE, DEAL).text()))
                .contains(DEAL);
        assertThat(PieceToken.verify(
                        KEY, PIECE, PieceToken.of(KEY, PIECE, PieceToken.OWNER).text()))
                .contains(PieceToken.OWNER);
    }

    @Test
    void isWorthNothingForAnotherPieceKeyOrDeal() {
        String text = PieceToken.of(KEY, PIECE, DEAL).text();
        assertThat(PieceToken.verify(KEY, OTHER, text)).isEmpty();
        assertThat(PieceToken.verify("another".getBytes(StandardCharsets.UTF_8), PIECE, text))
                .isEmpty();
        assertThat(PieceToken.verify(KEY, PIECE, UUID.randomUUID() + text.substring(36)))
                .isEmpty();
    }

    @Test
    void isWorthNothingWithAnyCharacterChanged() {
        String text = PieceToken.of(KEY, PIECE, DEAL).text();
        for (int at = 0; at < text.length(); at++) {
            char changed = text.charAt(at) == '0' ? '1' : '0';
            assertThat(PieceToken.verify(KEY, PIECE, text.substring(0, at) + changed + text.substring(at + 1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a", "6f1c1b2e-3a52-4a55-9d8e-0d4d5a6b7c8d", "6f1c1b2e-3a52-4a55-9d8e-0d4d5a6b7c8d."})
    void refusesTextOfAnotherForm(String text) {
        assertThat(PieceToken.verify(KEY, PIECE, text)).isEmpty();
        assertThat(PieceToken.verify(KEY, PIECE, "x".repeat(36) + "." + "0".repeat(64)))
                .isEmpty();
    }

    @Test
    void keepsItsSecretOutOfLogs() {
        PieceToken token = PieceToken.of(KEY, PIECE, DEAL);
        assertThat(token).hasToString("PieceToken[deal=" + DEAL + "]");
        assertThat(token.deal()).isEqualTo(DEAL);
    }

    @Test
    void wantsAKey() {
        assertThatThrownBy(() -> PieceToken.of(new byte[0], PIECE, DEAL)).isInstanceOf(IllegalArgumentException.class);
    }
}
