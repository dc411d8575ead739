package io.whypfs.filecoin.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import io.whypfs.filecoin.address.AddressException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddressTest {

    private static final JsonNode VECTORS = Vectors.json("addresses.json");

    static List<JsonNode> ids() {
        return Vectors.rows(VECTORS.get("id"));
    }

    static List<JsonNode> secp256k1Keys() {
        return Vectors.rows(VECTORS.get("secp256k1"));
    }

    static List<JsonNode> actors() {
        return Vectors.rows(VECTORS.get("actor"));
    }

    static List<JsonNode> blsKeys() {
        return Vectors.rows(VECTORS.get("bls"));
    }

    static List<JsonNode> delegated() {
        return Vectors.rows(VECTORS.get("delegated"));
    }

    static List<JsonNode> wellKnown() {
        return Vectors.rows(VECTORS.get("well_known"));
    }

    static List<JsonNode> invalidStrings() {
        return Vectors.rows(VECTORS.get("invalid_strings"));
    }

    static List<JsonNode> invalidBytes() {
        return Vectors.rows(VECTORS.get("invalid_bytes"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void readsAndWritesIds(JsonNode row) {
        Address address = Address.id(Long.parseLong(row.get("id").textValue()));

        assertForms(address, AddressProtocol.ID, row);
        assertThat(address.id()).hasValue(Long.parseLong(row.get("id").textValue()));
    }

    @ParameterizedTest
    @MethodSource("secp256k1Keys")
    void hashesSecp256k1Keys(JsonNode row) {
        Address address = Address.secp256k1(Vectors.hex(row.get("public_key_uncompressed_hex")));

        assertForms(address, AddressProtocol.SECP256K1, row);
        assertThat(address.isKey()).isTrue();
        assertThat(address.id()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actors")
    void hashesActorData(JsonNode row) {
        Address address = Address.actor(Vectors.hex(row.get("hashed_input_hex")));

        assertForms(address, AddressProtocol.ACTOR, row);
        assertThat(address.isKey()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("blsKeys")
    void carriesBlsKeys(JsonNode row) {
        Address address = Address.bls(Vectors.hex(row.get("public_key_hex")));

        assertForms(address, AddressProtocol.BLS, row);
        assertThat(address.payload()).isEqualTo(Vectors.hex(row.get("public_key_hex")));
    }

    @ParameterizedTest
    @MethodSource("delegated")
    void carriesDelegatedAddresses(JsonNode row) {
        byte[] account = Vectors.hex(row.get("ethereum_address_hex"));
        Address address = Address.delegated(row.get("namespace").longValue(), account);

        assertForms(address, AddressProtocol.DELEGATED, row);
        assertThat(Address.ethereum(account)).isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource("wellKnown")
    void readsWellKnownAddresses(JsonNode row) {
        Address address = Address.parse(row.get("mainnet").textValue());

        assertThat(address).hasToString(row.get("mainnet").textValue());
        if (row.has("address_bytes_hex")) {
            assertThat(address.toBytes()).isEqualTo(Vectors.hex(row.get("address_bytes_hex")));
        }
    }

    private static void assertForms(Address address, AddressProtocol protocol, JsonNode row) {
        byte[] bytes = Vectors.hex(row.get("address_bytes_hex"));
        assertThat(address.toBytes()).isEqualTo(bytes);
        assertThat(address.protocol()).isEqualTo(protocol);
        assertThat(address.toString(Network.MAINNET))
                .isEqualTo(row.get("mainnet").textValue());
        assertThat(address.toString(Network.TESTNET))
                .isEqualTo(row.get("testnet").textValue());
        assertThat(Address.decode(bytes)).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(Address.parse(row.get("mainnet").textValue())).isEqualTo(address);
        assertThat(Address.parse(row.get("testnet").textValue())).isEqualTo(address);
    }

    @Test
    void checksumsWithFourBytesOfBlake2b() {
        JsonNode example = VECTORS.get("checksum_example");

        byte[] checksum = Address.blake2b(example.get("input_utf8").textValue().getBytes(StandardCharsets.UTF_8), 4);

        assertThat(checksum).isEqualTo(Vectors.hex(example.get("blake2b_4_hex")));
    }

    @ParameterizedTest
    @MethodSource("invalidStrings")
    void refusesInvalidText(JsonNode row) {
        AddressException thrown = catchThrowableOfType(
                AddressException.class, () -> Address.parse(row.get("input").textValue()));

        assertThat(thrown.reason()).isEqualTo(reason(row.get("why").textValue()));
    }

    @ParameterizedTest
    @MethodSource("invalidBytes")
    void refusesInvalidBytes(JsonNode row) {
        AddressException thrown =
                catchThrowableOfType(AddressException.class, () -> Address.decode(Vectors.hex(row.get("hex"))));

        assertThat(thrown.reason()).isEqualTo(reason(row.get("why").textValue()));
    }

    private static Reason reason(String why) {
        return switch (why) {
            case "bad_base32_char" -> Reason.INVALID_BASE32;
            case "invalid" -> Reason.INVALID_PAYLOAD;
            default -> Reason.valueOf(why.toUpperCase(Locale.ROOT));
        };
    }

    @Test
    void turnsAMaskedEthereumIdIntoTheId() {
        byte[] masked = HexFormat.of().parseHex("ff00000000000000000000000000000000000400");

        assertThat(Address.ethereum(masked)).isEqualTo(Address.id(1024));
    }

    @Test
    void refusesASecondTextForOneAddress() {
        // The last base32 character carries unused bits; f01 and f001 would be the same id.
        for (String text : List.of("f001", "f0+1", "f15ihq5ibzwki2b4ep2f46avlkrqzhpqgtga7pdrR", "f4010fmfrgg")) {
            assertThat(catchThrowableOfType(AddressException.class, () -> Address.parse(text)))
                    .as(text)
                    .isNotNull();
        }
    }

    @Test
    void answersSpoiltBytesAndTextWithTheTypedException() {
        Mutations.feed(Vectors.hex(delegated().getFirst().get("address_bytes_hex")), Address::decode);
        Mutations.feed(Vectors.hex(ids().getLast().get("address_bytes_hex")), Address::decode);
        Mutations.feed(
                blsKeys().getFirst().get("mainnet").textValue().getBytes(StandardCharsets.ISO_8859_1),
                bytes -> Address.parse(new String(bytes, StandardCharsets.ISO_8859_1)));
    }
}
