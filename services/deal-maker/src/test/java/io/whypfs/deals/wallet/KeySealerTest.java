package io.whypfs.deals.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.wallet.KeySealer.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeySealerTest {

    private static final String SECRET = "0123456789abcdef";
    private static final byte[] KEY = "a private key".getBytes(StandardCharsets.UTF_8);

    private final KeySealer sealer = sealer(SECRET);

    @Test
    void opensWhatItSealed() throws Exception {
        Sealed sealed = sealer.seal(KEY, "f1abc");

        assertThat(sealer(SECRET).open(sealed, "f1abc")).isEqualTo(KEY);
        assertThat(sealed.kdf()).isEqualTo("scrypt-15-8-1");
        assertThat(sealed.salt()).hasSize(16);
        assertThat(sealed.nonce()).hasSize(12);
        assertThat(sealed.bytes()).hasSize(KEY.length + 16);
        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("private");
    }

    @Test
    void sealsTheSameKeyDifferentlyEachTime() {
        Sealed first = sealer.seal(KEY, "f1abc");
        Sealed second = sealer.seal(KEY, "f1abc");

        assertThat(first.salt()).isNotEqualTo(second.salt());
        assertThat(first.nonce()).isNotEqualTo(second.nonce());
        assertThat(first.bytes()).isNotEqualTo(second.bytes());
    }

    @Test
    void saysInOneSentenceThatTheSecretIsAnother() {
        Sealed sealed = sealer.seal(KEY, "f1abc");

        assertThatThrownBy(() -> sealer("another-secret-of-length").open(sealed, "f1abc"))
                .isInstanceOf(WalletException.class)
                .hasMessage(
                        "whypfs.wallet.secret does not open the key of f1abc; set the secret that the wallet was made"
                                + " with.");
    }

    @Test
    void doesNotOpenAKeyThatWasPutInAnotherRowOrChanged() {
        Sealed sealed = sealer.seal(KEY, "f1abc");
        byte[] changed = sealed.bytes().clone();
        changed[0] ^= 1;

        assertThatThrownBy(() -> sealer.open(sealed, "f1other")).isInstanceOf(WalletException.class);
        assertThatThrownBy(() -> sealer.open(new Sealed(sealed.kdf(), sealed.salt(), sealed.nonce(), changed), "f1abc"))
                .isInstanceOf(WalletException.class);
        assertThatThrownBy(
                        () -> sealer.open(new Sealed("rot13", sealed.salt(), sealed.nonce(), sealed.bytes()), "f1abc"))
                .isInstanceOf(WalletException.class)
                .hasMessageContaining("does not know: rot13");
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> sealer("short"))
                .cause()
                .hasMessage("whypfs.wallet.secret must have at least 16 characters.");
        assertThat(sealer).hasToString("sealer of keys");
    }

    private static KeySealer sealer(String secret) {
        try {
            return new KeySealer(secret, new SecureRandom());
        } catch (WalletException e) {
            throw new IllegalStateException(e);
        }
    }
}
