package io.whypfs.devnet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.Cid;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProposalsTest {

    private static final String FILE = "market-deal-proposals.json";

    static Stream<JsonNode> encoded() {
        return Vectors.rows(FILE, "encoded");
    }

    static Stream<JsonNode> onChain() {
        return Vectors.rows(FILE, "on_chain");
    }

    static Stream<JsonNode> labels() {
        return Vectors.rows(FILE, "label_cbor");
    }

    private static SignedProposal read(JsonNode row) throws BadBytes {
        CborReader from = Vectors.reader(Vectors.hex(row.get("client_deal_proposal_cbor_hex")));
        SignedProposal deal = SignedProposal.read(from);
        from.end();
        return deal;
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void readsWritesAndNamesTheProposalsOfTheVectors(JsonNode row) throws BadBytes {
        // Given
        JsonNode fields = row.get("fields");

        // When
        SignedProposal deal = read(row);

        // Then
        assertThat(deal.encode()).isEqualTo(Vectors.hex(row.get("client_deal_proposal_cbor_hex")));
        DealProposal proposal = deal.proposal();
        assertThat(proposal.encode()).isEqualTo(Vectors.hex(row.get("proposal_cbor_hex")));
        assertThat(proposal.piece()).hasToString(fields.get("PieceCID").asText());
        assertThat(proposal.client())
                .isEqualTo(Address.parse(fields.get("Client").asText()));
        assertThat(proposal.price())
                .hasToString(fields.get("StoragePricePerEpoch").asText());
        assertThat(proposal.end()).isEqualTo(fields.get("EndEpoch").asLong());
        assertThat(Cid.chain(proposal.encode()))
                .hasToString(row.get("proposal_cid").asText());
        assertThat(deal.cid()).hasToString(row.get("signed_proposal_cid").asText());
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void verifiesSecp256k1SignaturesAgainstTheClient(JsonNode row) throws BadBytes {
        SignedProposal deal = read(row);
        boolean secp256k1 = row.get("signed_with").asText().startsWith("secp");
        boolean matches = row.get("signature_matches_client_address").asBoolean();
        assertThat(deal.isSignedBy(deal.proposal().client())).isEqualTo(secp256k1 && matches);
    }

    @ParameterizedTest
    @MethodSource("onChain")
    void readsRealDealsWhoseLabelsAreTextAndRefusesTheOthers(JsonNode row) throws BadBytes {
        if (row.get("why").asText().contains("quirk") || row.get("why").asText().contains("not UTF-8")) {
            assertThatThrownBy(() -> read(row)).isInstanceOf(BadBytes.class).hasMessageContaining("UTF-8");
        } else {
            assertThat(read(row).cid())
                    .hasToString(row.get("signed_proposal_cid").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("labels")
    void readsTextAndBytesAsLabelsAndNothingElse(JsonNode row) throws BadBytes {
        byte[] cbor = Vectors.hex(row.get("cbor_hex"));
        if (row.get("kind").asText().startsWith("invalid")) {
            assertThatThrownBy(() -> Label.read(Vectors.reader(cbor))).isInstanceOf(BadBytes.class);
        } else {
            Label label = Label.read(Vectors.reader(cbor));
            assertThat(label.isText()).isEqualTo(row.get("kind").asText().equals("text"));
        }
    }

    @Test
    void aChangedByteInAProposalOrItsSignatureIsNoLongerSignedByTheClient() throws BadBytes {
        SignedProposal deal = read(encoded().findFirst().orElseThrow());
        Address client = deal.proposal().client();
        byte[] flipped = deal.signature().data().clone();
        flipped[5] ^= 1;
        assertThat(deal.isSignedBy(client)).isTrue();
        assertThat(new SignedProposal(deal.proposal(), new Signature(1, flipped)).isSignedBy(client))
                .isFalse();
        DealProposal other = deal.proposal().withLabel(Label.text("other"));
        assertThat(new SignedProposal(other, deal.signature()).isSignedBy(client))
                .isFalse();
    }

    @Test
    void refusesTheOtherValueOfS() throws BadBytes {
        SignedProposal deal = read(encoded().findFirst().orElseThrow());
        byte[] data = deal.signature().data().clone();
        java.math.BigInteger order =
                new java.math.BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
        byte[] high = order.subtract(new java.math.BigInteger(1, Arrays.copyOfRange(data, 32, 64)))
                .toByteArray();
        System.arraycopy(high, high.length - 32, data, 32, 32);
        data[64] ^= 1;
        assertThat(new SignedProposal(deal.proposal(), new Signature(1, data))
                        .isSignedBy(deal.proposal().client()))
                .isFalse();
    }
}
