package io.whypfs.devnet.mk12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import io.whypfs.devnet.wire.Signature;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesOfTheProtocolTest {

    private static final UUID DEAL = UUID.fromString("48c31c8c-dcc8-4372-a0ac-b5468eea555b");

    private static byte[] vector(String name) {
        return Vectors.rows("boost-protocol-messages.json", "messages")
                .filter(row -> row.get("name").asText().equals(name))
                .map(row -> Vectors.hex(row.get("cbor_hex")))
                .findFirst()
                .orElseThrow();
    }

    private static DealProposal proposal() throws BadBytes {
        JsonNode row = Vectors.rows("market-deal-proposals.json", "encoded")
                .findFirst()
                .orElseThrow();
        return DealProposal.read(Vectors.reader(Vectors.hex(row.get("proposal_cbor_hex"))));
    }

    private static void fail(String what) {
        throw new AssertionError(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deal_params_v121", "deal_params_v120", "deal_params_offline"})
    void dealParamsAreReadAndWrittenByteForByte(String name) throws BadBytes {
        byte[] bytes = vector(name);
        DealParams params = DealParams.read(bytes, MessagesOfTheProtocolTest::fail);
        assertThat(params.encode()).isEqualTo(bytes);
        assertThat(params.uuid()).isEqualTo(DEAL);
        assertThat(params.transfer().size()).isEqualTo(1_040_384);
        assertThat(params.offline()).isEqualTo(name.endsWith("offline"));
    }

    @Test
    void answersAreThoseOfTheVectors() throws BadBytes {
        assertThat(new DealResponse(true, "").encode()).isEqualTo(vector("deal_response_ok"));
        assertThat(new DealResponse(false, "failed validation: invalid signature").encode())
                .isEqualTo(vector("deal_response_rejected"));
    }

    @Test
    void statusRequestsAreReadAndTheirSignatureIsChecked() throws BadBytes {
        StatusRequest request = StatusRequest.read(vector("deal_status_request"), MessagesOfTheProtocolTest::fail);
        assertThat(request.uuid()).isEqualTo(DEAL);
        assertThat(request.isSignedBy(proposal().client())).isTrue();
        assertThat(request.isSignedBy(Address.ofId(1))).isFalse();
    }

    @Test
    void statusAnswersAreThoseOfTheVectors() throws BadBytes {
        JsonNode inputs =
                Vectors.file("boost-protocol-messages.json").get("inputs").get("deal_status_response");
        Cid signed = Cid.parse(inputs.get("SignedProposalCid").asText());
        Cid publish = Cid.parse(inputs.get("PublishCid").asText());
        StatusResponse.Status published =
                new StatusResponse.Status("", "PublishConfirmed", "PreCommit1", proposal(), signed, publish, 42);
        StatusResponse.Status accepted = new StatusResponse.Status("", "Accepted", "", proposal(), signed, null, 0);
        assertThat(new StatusResponse(DEAL, "", published, false, 1_040_384, 1_040_384).encode())
                .isEqualTo(vector("deal_status_response"));
        assertThat(new StatusResponse(DEAL, "", accepted, false, 1_040_384, 4096).encode())
                .isEqualTo(vector("deal_status_response_accepted"));
        String none = "no storage deal found with deal UUID " + DEAL;
        assertThat(new StatusResponse(DEAL, none, null, false, 0, 0).encode())
                .isEqualTo(vector("deal_status_response_error"));
    }

    @Test
    void asksAreThoseOfTheVectors() throws BadBytes {
        Ask ask = new Ask(
                Address.ofId(1234),
                BigInteger.valueOf(50_000_000),
                BigInteger.ZERO,
                256,
                34_359_738_368L,
                4_863_283,
                15_375_283,
                7);
        byte[] dummy = new byte[96];
        Arrays.fill(dummy, (byte) 0xab);
        assertThat(ask.encode()).isEqualTo(vector("storage_ask"));
        assertThat(Ask.response(ask, new Signature(2, dummy))).hasSameSizeAs(vector("ask_response"));
        assertThat(Ask.response(null, null)).isEqualTo(vector("ask_response_null"));
        assertThat(Ask.readRequest(vector("ask_request"), MessagesOfTheProtocolTest::fail))
                .isEqualTo(Address.ofId(1234));
        assertThat(ask.pricePerEpoch(1 << 20, false)).isEqualTo(48_828);
    }

    @Test
    void tellsTheLintOfKeysOutOfOrder() throws BadBytes {
        // Given
        StatusRequest request = StatusRequest.read(vector("deal_status_request"), MessagesOfTheProtocolTest::fail);
        byte[] turned = new CborWriter()
                .map(2)
                .text("Signature")
                .bytes(request.signature().bytes())
                .text("DealUUID")
                .bytes(DealParams.bytes(DEAL))
                .toBytes();
        List<String> found = new ArrayList<>();

        // When
        StatusRequest read = StatusRequest.read(turned, found::add);

        // Then
        assertThat(read.uuid()).isEqualTo(DEAL);
        assertThat(found).hasSize(1);
    }

    @Test
    void refusesAKeyTwiceAKeyMissingAndBytesBehind() {
        byte[] twice = new CborWriter()
                .map(2)
                .text("Miner")
                .bytes(new byte[] {0, 1})
                .text("Miner")
                .bytes(new byte[] {0, 1})
                .toBytes();
        byte[] none = new CborWriter().map(0).toBytes();
        byte[] behind = Arrays.copyOf(vector("ask_request"), vector("ask_request").length + 1);
        for (byte[] bad : List.of(twice, none, behind)) {
            assertThatThrownBy(() -> Ask.readRequest(bad, MessagesOfTheProtocolTest::fail))
                    .isInstanceOf(BadBytes.class);
        }
    }

    @Test
    void refusesEachCutOfDealParams() {
        byte[] whole = vector("deal_params_v121");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> DealParams.read(cut, MessagesOfTheProtocolTest::fail))
                    .as("cut to %s bytes", length)
                    .isInstanceOf(BadBytes.class);
        }
        assertThat(new CborReader(whole, MessagesOfTheProtocolTest::fail).position())
                .isZero();
    }
}
