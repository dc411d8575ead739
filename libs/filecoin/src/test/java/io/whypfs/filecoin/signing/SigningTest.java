package io.whypfs.filecoin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import io.whypfs.filecoin.address.Address;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {

    private static final JsonNode VECTORS = Vectors.json("keys-and-messages.json");
    private static final JsonNode SECP = VECTORS.get("secp256k1_key");
    private static final JsonNode BLS = VECTORS.get("bls_key");
    private static final Secp256k1Key KEY =
            Secp256k1Key.of(ExportedKey.parse(SECP.get("lotus_export_hex").textValue()));

    static List<JsonNode> curioAuth() {
        return Vectors.rows(VECTORS.get("curio_mk20_auth").get("rows"));
    }

    @Test
    void readsAndWritesExportedKeys() {
        for (JsonNode row : List.of(SECP, BLS)) {
            ExportedKey key = ExportedKey.parse(row.get("lotus_export_hex").textValue());

            assertThat(key.privateKey())
                    .isEqualTo(Base64.getDecoder()
                            .decode(row.get("private_key_base64").textValue()));
            assertThat(key.toHex()).isEqualTo(row.get("lotus_export_hex").textValue());
            assertThat(key.toJson()).isEqualTo(row.get("lotus_export_json").textValue());
            assertThat(ExportedKey.parse(" " + row.get("lotus_export_json").textValue() + "\n"))
                    .isEqualTo(key);
        }
    }

    @Test
    void derivesThePublicKeyAndAddress() {
        assertThat(KEY.publicKey()).isEqualTo(Vectors.hex(SECP.get("public_key_uncompressed_hex")));
        assertThat(KEY.address()).hasToString(SECP.get("address").textValue());
        assertThat(KEY.address().toBytes()).isEqualTo(Vectors.hex(SECP.get("address_bytes_hex")));
        assertThat(KEY.export().privateKey()).isEqualTo(Vectors.hex(SECP.get("private_key_hex")));
        assertThat(Address.bls(Vectors.hex(BLS.get("public_key_hex"))))
                .hasToString(BLS.get("address").textValue());
    }

    @Test
    void neverPrintsASecret() {
        String secret = SECP.get("private_key_hex").textValue();
        ExportedKey exported = KEY.export();

        assertThat(KEY.toString() + exported)
                .isEqualTo("key of f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxbaexported secp256k1 key")
                .doesNotContain(secret);
        String cut = exported.toHex().substring(0, exported.toHex().length() - 3);
        assertThatThrownBy(() -> ExportedKey.parse(cut))
                .isInstanceOf(FilecoinFormatException.class)
                .hasNoCause()
                .hasMessage("The text is no exported key; it should be the output of lotus wallet export.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zz",
                "{}",
                "{\"Type\":\"secp256k1\",\"PrivateKey\":\"8VcW\"}",
                "{\"Type\":\"rsa\",\"PrivateKey\":\"8VcW07ADswS4BV2cxi5rnIadVsyTDDhY1NfDH19T8Uo=\"}",
                "{\"Type\":\"secp256k1\",\"PrivateKey\":\"8VcW=07ADswS4BV2cxi5rnIadVsyTDDhY1NfDH19T8Uo=\"}"
            })
    void refusesWhatIsNoExportedKey(String text) {
        assertThatThrownBy(() -> ExportedKey.parse(text)).isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void refusesKeysOutsideTheCurve() {
        byte[] tooLarge = new byte[32];
        Arrays.fill(tooLarge, (byte) 0xff);

        assertThatThrownBy(() -> Secp256k1Key.of(new byte[32])).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> Secp256k1Key.of(tooLarge)).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> Secp256k1Key.of(new byte[31])).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> Secp256k1Key.of(
                        ExportedKey.parse(BLS.get("lotus_export_hex").textValue())))
                .hasMessage("The exported key is a bls key; only secp256k1 keys sign here.");
    }

    @ParameterizedTest
    @MethodSource("curioAuth")
    void signsCurioAuthorizations(JsonNode row) throws Exception {
        Signature signature = Signature.decode(Vectors.hex(row.get("signature_hex_with_type")));
        byte[] preimage = Vectors.hex(row.get("preimage_hex"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(preimage);
        Address client = Address.parse(row.get("client").textValue());

        assertThat(Vectors.hex(digest)).isEqualTo(row.get("sha256_hex").textValue());
        assertThat(Vectors.hex(preimage))
                .isEqualTo(Vectors.hex(client.toBytes())
                        + Vectors.hex((row.get("method").textValue()
                                        + row.get("escaped_path").textValue()
                                        + row.get("minute_utc").textValue())
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(signature.type().lotusName()).isEqualTo(row.get("key_type").textValue());
        Base64.Encoder base64 = Base64.getEncoder();
        assertThat("CurioAuth " + signature.type().lotusName() + ":" + base64.encodeToString(client.toBytes()) + ":"
                        + base64.encodeToString(signature.toBytes()))
                .isEqualTo(row.get("header").textValue());
        if (signature.type() == SignatureType.SECP256K1) {
            assertThat(KEY.sign(digest)).isEqualTo(signature);
            assertThat(Secp256k1.verifies(signature, digest, client)).isTrue();
        } else {
            assertThat(Secp256k1.signerOf(signature, digest)).isEmpty();
        }
    }

    @Test
    void verifiesWhatItSignsAndNothingElse() {
        long seed = Long.getLong("whypfs.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            byte[] scalar = new byte[32];
            random.nextBytes(scalar);
            scalar[0] &= 0x7f;
            byte[] message = new byte[random.nextInt(200)];
            random.nextBytes(message);
            Secp256k1Key key = Secp256k1Key.of(scalar);

            Signature signature = key.sign(message);

            assertThat(Secp256k1.verifies(signature, message, key.address()))
                    .as("whypfs.seed=%d", seed)
                    .isTrue();
            assertThat(Secp256k1.verifies(signature, message, KEY.address())).isFalse();
            byte[] spoilt = signature.toBytes();
            spoilt[1 + random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            assertThat(Secp256k1.verifies(Signature.decode(spoilt), message, key.address()))
                    .as("whypfs.seed=%d", seed)
                    .isFalse();
        }
    }

    @Test
    void answersSpoiltSignaturesWithTheTypedException() {
        byte[] message = {1, 2, 3};
        Mutations.feed(
                KEY.sign(message).toBytes(),
                bytes -> Secp256k1.verifies(Signature.decode(bytes), message, KEY.address()));
        assertThatThrownBy(() -> Signature.decode(new byte[0])).hasMessage("The signature is empty.");
        assertThatThrownBy(() -> Signature.decode(new byte[] {4, 1})).hasMessage("There is no signature type 4.");
        assertThatThrownBy(() -> new Signature(SignatureType.BLS, new byte[200]))
                .isInstanceOf(FilecoinFormatException.class);
    }
}
