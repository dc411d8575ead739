package io.whypfs.filecoin.mk12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import io.whypfs.multiformats.Cid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the vectors, made from the inputs they tell. */
class DealMessagesTest {

    private static final JsonNode VECTORS = Vectors.json("boost-protocol-messages.json");
    private static final JsonNode INPUTS = VECTORS.get("inputs");
    private static final UUID DEAL = UUID.fromString(INPUTS.get("deal_uuid").textValue());
    private static final Secp256k1Key CLIENT = Secp256k1Key.of(ExportedKey.parse(Vectors.json("keys-and-messages.json")
            .get("secp256k1_key")
            .get("lotus_export_hex")
            .textValue()));

    /** How each kind of message is read and written again. */
    private static final Map<String, Function<byte[], byte[]>> FORMS = forms();

    private static Map<String, Function<byte[], byte[]>> forms() {
        Map<String, Function<byte[], byte[]>> forms = new TreeMap<>();
        forms.put("deal_params_v121", cbor -> DealParams.decode(cbor).encode(ProtocolVersion.V1_2_1));
        forms.put("deal_params_v120", cbor -> DealParams.decode(cbor).encode(ProtocolVersion.V1_2_0));
        forms.put("deal_params_offline", cbor -> DealParams.decode(cbor).encode(ProtocolVersion.V1_2_1));
        forms.put("transfer", cbor -> Transfer.decode(cbor).encode());
        forms.put("deal_response_ok", cbor -> DealResponse.decode(cbor).encode());
        forms.put("deal_response_rejected", cbor -> DealResponse.decode(cbor).encode());
        forms.put("deal_status_request", cbor -> DealStatusRequest.decode(cbor).encode());
        for (String name :
                List.of("deal_status_response", "deal_status_response_accepted", "deal_status_response_error")) {
            forms.put(name, cbor -> DealStatusResponse.decode(cbor).encode());
        }
        forms.put("ask_request", cbor -> AskRequest.decode(cbor).encode());
        forms.put("storage_ask", cbor -> StorageAsk.decode(cbor).encode());
        forms.put("ask_response", cbor -> AskResponse.decode(cbor).encode());
        forms.put("ask_response_null", cbor -> AskResponse.decode(cbor).encode());
        forms.put("transports_response", cbor -> TransportsResponse.decode(cbor).encode());
        return forms;
    }

    static List<JsonNode> messages() {
        return Vectors.rows(VECTORS.get("messages"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsAndWritesEachMessage(JsonNode row) {
        byte[] cbor = Vectors.hex(row.get("cbor_hex"));

        assertThat(FORMS.get(row.get("name").textValue()).apply(cbor)).isEqualTo(cbor);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void answersSpoiltMessagesWithTheTypedException(JsonNode row) {
        Function<byte[], byte[]> form = FORMS.get(row.get("name").textValue());

        // What is accepted all the same has one form once it is written
        Mutations.feed(Vectors.hex(row.get("cbor_hex")), cbor -> {
            byte[] written = form.apply(cbor);
            assertThat(form.apply(written)).isEqualTo(written);
        });
    }

    @Test
    void makesDealParams() {
        DealParams params =
                new DealParams(DEAL, transfer(), false, dataRoot(), true, proposal("secp_string_label"), false);

        assertThat(params.encode(ProtocolVersion.V1_2_1)).isEqualTo(message("deal_params_v121"));
        assertThat(params.encode(ProtocolVersion.V1_2_0)).isEqualTo(message("deal_params_v120"));
        assertThat(DealParams.decode(message("deal_params_v121"))).isEqualTo(params);
        assertThat(transfer().encode()).isEqualTo(message("transfer"));
        assertThat(params.toString()).doesNotContain("deadbeef\"").doesNotContain("Basic");
    }

    @Test
    void makesOfflineDealParams() {
        DealParams params = new DealParams(
                DEAL, Transfer.offline(1040384), true, dataRoot(), false, proposal("bls_bytes_label_verified"), true);

        assertThat(params.encode(ProtocolVersion.V1_2_1)).isEqualTo(message("deal_params_offline"));
    }

    @Test
    void makesResponses() {
        String reason = INPUTS.get("deal_response_rejected").get("Message").textValue();

        assertThat(new DealResponse("", true).encode()).isEqualTo(message("deal_response_ok"));
        assertThat(new DealResponse(reason, false).encode()).isEqualTo(message("deal_response_rejected"));
    }

    @Test
    void signsStatusRequests() {
        JsonNode expected = VECTORS.get("status_signature");

        DealStatusRequest request = DealStatusRequest.sign(DEAL, CLIENT);

        assertThat(request.encode()).isEqualTo(message("deal_status_request"));
        assertThat(request.signature().toBytes()).isEqualTo(Vectors.hex(expected.get("signature_hex_with_type")));
        assertThat(Fields.uuidBytes(DEAL)).isEqualTo(Vectors.hex(expected.get("signed_bytes_hex")));
        assertThat(request.isSignedBy(CLIENT.address())).isTrue();
        assertThat(request.isSignedBy(Address.id(1))).isFalse();
        assertThat(new DealStatusRequest(new UUID(0, 0), request.signature()).isSignedBy(CLIENT.address()))
                .isFalse();
    }

    @Test
    void makesStatusResponses() {
        JsonNode input = INPUTS.get("deal_status_response");
        DealStatus status = new DealStatus(
                "",
                input.get("Status").textValue(),
                proposal("secp_string_label").proposal(),
                Optional.of(Cid.parse(input.get("PublishCid").textValue())),
                input.get("ChainDealID").longValue(),
                input.get("SealingStatus").textValue(),
                Cid.parse(input.get("SignedProposalCid").textValue()));
        DealStatusResponse response = new DealStatusResponse(
                "",
                DEAL,
                false,
                Optional.of(status),
                input.get("TransferSize").longValue(),
                input.get("NBytesReceived").longValue());

        assertThat(response.encode()).isEqualTo(message("deal_status_response"));
        assertThat(DealStatusResponse.decode(message("deal_status_response"))).isEqualTo(response);
        assertThat(DealStatusResponse.decode(message("deal_status_response_accepted"))
                        .status()
                        .orElseThrow()
                        .publishCid())
                .isEmpty();
        DealStatusResponse unknown = DealStatusResponse.decode(message("deal_status_response_error"));
        assertThat(unknown.status()).isEmpty();
        assertThat(unknown.error())
                .isEqualTo("no storage deal found with deal UUID 48c31c8c-dcc8-4372-a0ac-b5468eea555b");
    }

    @Test
    void makesAsks() {
        JsonNode input = INPUTS.get("ask");
        StorageAsk ask = new StorageAsk(
                Address.parse(input.get("Miner").textValue()),
                TokenAmount.parse(input.get("Price").textValue()),
                input.get("SeqNo").longValue(),
                new ChainEpoch(input.get("Expiry").longValue()),
                new ChainEpoch(input.get("Timestamp").longValue()),
                input.get("MaxPieceSize").longValue(),
                input.get("MinPieceSize").longValue(),
                TokenAmount.parse(input.get("VerifiedPrice").textValue()));
        byte[] dummy = new byte[96];
        Arrays.fill(dummy, (byte) 0xab);
        AskResponse response =
                new AskResponse(Optional.of(new AskResponse.SignedAsk(ask, new Signature(SignatureType.BLS, dummy))));

        assertThat(new AskRequest(ask.provider()).encode()).isEqualTo(message("ask_request"));
        assertThat(ask.encode()).isEqualTo(message("storage_ask"));
        assertThat(response.encode()).isEqualTo(message("ask_response"));
        assertThat(new AskResponse(Optional.empty()).encode()).isEqualTo(message("ask_response_null"));
        assertThat(ask.pricePerEpoch(new PaddedPieceSize(1 << 20), false)).isEqualTo(TokenAmount.ofAttoFil(48828));
        assertThat(ask.pricePerEpoch(new PaddedPieceSize(1 << 20), true)).isEqualTo(TokenAmount.ZERO);
        assertThat(ask.takes(PaddedPieceSize.SMALLEST)).isFalse();
        assertThat(ask.takes(new PaddedPieceSize(256))).isTrue();
    }

    @Test
    void readsTransports() {
        TransportsResponse response = TransportsResponse.decode(message("transports_response"));

        assertThat(response.protocols())
                .containsExactly(
                        new TransportsResponse.Transport(
                                "libp2p", List.of(HexFormat.of().parseHex("0408080808060fa0"))),
                        new TransportsResponse.Transport(
                                "http", List.of(HexFormat.of().parseHex("350b6578616d706c652e636f6d0601bbbb03"))));
    }

    @Test
    void skipsUnknownKeysAndTakesMissingOnesAsZero() {
        byte[] cbor = new CborWriter()
                .map(2)
                .text("New")
                .list(2)
                .map(1)
                .text("a")
                .integer(-5)
                .link(dataRoot())
                .text("Accepted")
                .bool(true)
                .toBytes();

        assertThat(DealResponse.decode(cbor)).isEqualTo(new DealResponse("", true));
        byte[] twice = new CborWriter()
                .map(2)
                .text("Accepted")
                .bool(true)
                .text("Accepted")
                .bool(false)
                .toBytes();
        assertThatThrownBy(() -> DealResponse.decode(twice)).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> DealParams.decode(new CborWriter().map(0).toBytes()))
                .hasMessage("The field 'DealUUID' is missing.");
    }

    private static Transfer transfer() {
        JsonNode input = INPUTS.get("transfer");
        return new Transfer(
                input.get("Size").longValue(),
                input.get("Type").textValue(),
                input.get("Params_utf8").textValue().getBytes(StandardCharsets.UTF_8),
                input.get("ClientID").textValue());
    }

    private static Cid dataRoot() {
        return Cid.parse(INPUTS.get("deal_data_root").textValue());
    }

    private static ClientDealProposal proposal(String name) {
        return Vectors.rows(Vectors.json("market-deal-proposals.json").get("encoded")).stream()
                .filter(row -> row.get("name").textValue().equals(name))
                .map(row -> ClientDealProposal.decode(Vectors.hex(row.get("client_deal_proposal_cbor_hex"))))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] message(String name) {
        return messages().stream()
                .filter(row -> row.get("name").textValue().equals(name))
                .map(row -> Vectors.hex(row.get("cbor_hex")))
                .findFirst()
                .orElseThrow();
    }
}
