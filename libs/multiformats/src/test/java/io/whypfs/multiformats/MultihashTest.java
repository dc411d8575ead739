package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MultihashTest {

    private static final HexFormat HEX = HexFormat.of();

    static Stream<String> vectors() {
        return Vectors.lines("multihash_test_cases.csv").stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void verifiesEveryVectorAndNoChangedInput(String line) {
        // Given
        String[] cells = line.split(",", -1);
        byte[] input = cells[2].getBytes(StandardCharsets.UTF_8);
        byte[] bytes = HEX.parseHex(cells[3]);

        // When
        Multihash multihash = Multihash.decode(bytes);

        // Then
        assertThat(multihash.verifies(input)).isTrue();
        assertThat(multihash.verifies(Arrays.copyOf(input, input.length + 1))).isFalse();
        assertThat(multihash.digestLength() * 8).isEqualTo(Integer.parseInt(cells[1]));
        assertThat(multihash.toBytes()).isEqualTo(bytes);
        assertThat(Multihash.of(multihash.code(), multihash.digest())).isEqualTo(multihash);
    }

    /** Digests of "abc" from the functions' own specifications. */
    @ParameterizedTest
    @CsvSource({
        "0x11, a9993e364706816aba3e25717850c26c9cd0d89d",
        "0x12, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "0x56, 4f8b42c22dd3729b519ba6f68d2da7cc5b2d606d05daed5ad5128cc03e6c6358",
        "0x17, e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        "0x16, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        "0x15, ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25",
        "0x14, b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
        "0x19, 483366601360a8771c6863080cc4114d8db44530f8f1e1ee4f94ea37e78b5739d5a15bef186a5386c75744c0527e1faa9f8726e462a12a4feb06bd8801e751e4",
        "0x1b, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "0x1e, 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
        "0xb220, bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
        "0xb240, ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        "0xb260, 508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"
    })
    void computesEveryAcceptedFunction(String code, String digest) {
        byte[] data = "abc".getBytes(StandardCharsets.UTF_8);

        Multihash computed = Multihash.hash(Long.decode(code), data);

        assertThat(HEX.formatHex(computed.digest())).isEqualTo(digest);
        assertThat(computed.verifies(data)).isTrue();
    }

    @Test
    void keepsIdentityDataAsItsDigest() {
        Multihash identity = Multihash.identity(new byte[] {1, 2});

        assertThat(identity.verifies(new byte[] {1, 2})).isTrue();
        assertThat(identity.verifies(new byte[] {1, 2, 3})).isFalse();
        assertThat(HEX.formatHex(identity.toBytes())).isEqualTo("00020102");
    }

    @Test
    void refusesToVerifyAnUnknownFunctionInsteadOfSayingNo() {
        Multihash unknown = Multihash.of(0x22, new byte[8]);

        assertThatThrownBy(() -> unknown.verifies(new byte[0]))
                .isInstanceOf(MultiformatException.class)
                .hasMessageContaining("murmur3");
    }

    @Test
    void neverVerifiesAgainstAnEmptyOrOverlongDigest() {
        assertThat(Multihash.of(0x12, new byte[0]).verifies(new byte[0])).isFalse();
        assertThat(Multihash.of(0x12, new byte[33]).verifies(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"12", "1220", "122000", "1202000000", "12ffffffffffffffff7f", "920012", "''"})
    void refusesBytesThatAreNoMultihash(String hex) {
        assertThatThrownBy(() -> Multihash.decode(HEX.parseHex(hex))).isInstanceOf(MultiformatException.class);
    }

    @Test
    void doesNotLetCallersChangeItsBytes() {
        Multihash multihash = Multihash.sha256(new byte[0]);

        multihash.toBytes()[5] ^= 1;
        multihash.digest()[5] ^= 1;

        assertThat(multihash).isEqualTo(Multihash.sha256(new byte[0]));
    }
}
