package io.whypfs.filecoin.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.SignatureType;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the market vectors. */
class MarketVectorsTest {

    private static final JsonNode VECTORS = Vectors.json("market-deal-proposals.json");
    private static final Secp256k1Key KEY = Secp256k1Key.of(ExportedKey.parse(Vectors.json("keys-and-messages.json")
            .get("secp256k1_key")
            .get("lotus_export_hex")
            .textValue()));

    static List<JsonNode> encoded() {
        return Vectors.rows(VECTORS.get("encoded"));
    }

    static List<JsonNode> onChain() {
        return Vectors.rows(VECTORS.get("on_chain"));
    }

    static List<JsonNode> labels() {
        return Vectors.rows(VECTORS.get("label_cbor"));
    }

    static List<JsonNode> amounts() {
        return Vectors.rows(VECTORS.get("bigint_cbor"));
    }

    static List<JsonNode> publishReturns() {
        return Vectors.rows(Vectors.json("publish-deals-return.json").get("rows"));
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void encodesProposals(JsonNode row) {
        DealProposal proposal =
                proposal(row.get("fields"), label(row.get("fields").get("Label")));
        byte[] cbor = Vectors.hex(row.get("proposal_cbor_hex"));

        assertThat(proposal.encode()).isEqualTo(cbor);
        assertThat(DealProposal.decode(cbor)).isEqualTo(proposal).hasSameHashCodeAs(proposal);
        assertThat(proposal.cid()).hasToString(row.get("proposal_cid").textValue());
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void signsProposals(JsonNode row) {
        byte[] cbor = Vectors.hex(row.get("client_deal_proposal_cbor_hex"));
        ClientDealProposal signed = ClientDealProposal.decode(cbor);

        assertThat(signed.encode()).isEqualTo(cbor);
        assertThat(signed.signature().toBytes()).isEqualTo(Vectors.hex(row.get("signature_hex_with_type")));
        assertThat(signed.cid()).hasToString(row.get("signed_proposal_cid").textValue());
        if (signed.signature().type() == SignatureType.SECP256K1) {
            assertThat(ClientDealProposal.sign(signed.proposal(), KEY)).isEqualTo(signed);
            boolean matches = row.get("signature_matches_client_address").booleanValue();
            assertThat(Secp256k1.verifies(
                            signed.signature(),
                            signed.proposal().encode(),
                            signed.proposal().client()))
                    .isEqualTo(matches);
        }
    }

    @ParameterizedTest
    @MethodSource("onChain")
    void readsDealsOfTheChain(JsonNode row) {
        byte[] cbor = Vectors.hex(row.get("client_deal_proposal_cbor_hex"));

        ClientDealProposal signed = ClientDealProposal.decodeFromChain(cbor);

        assertThat(signed.proposal())
                .isEqualTo(proposal(row.get("fields"), signed.proposal().label()));
        assertThat(signed.encode()).isEqualTo(cbor);
        assertThat(signed.signature().toBytes()).isEqualTo(Vectors.hex(row.get("signature_hex_with_type")));
        assertThat(signed.proposal().cid()).hasToString(row.get("proposal_cid").textValue());
        assertThat(signed.cid()).hasToString(row.get("signed_proposal_cid").textValue());
        if (signed.signature().type() == SignatureType.SECP256K1) {
            assertThat(Secp256k1.verifies(
                            signed.signature(),
                            signed.proposal().encode(),
                            signed.proposal().client()))
                    .isEqualTo(row.get("signature_verifies").booleanValue());
        }
        if (signed.proposal().label() instanceof DealLabel.LegacyText) {
            assertThatThrownBy(() -> ClientDealProposal.decode(cbor))
                    .hasMessage("The deal's label is a text that is not UTF-8.");
        } else {
            assertThat(ClientDealProposal.decode(cbor)).isEqualTo(signed);
        }
    }

    @Test
    void keepsLegacyLabelsOfTheChain() {
        assertThat(onChain().stream()
                        .map(row -> ClientDealProposal.decodeFromChain(
                                        Vectors.hex(row.get("client_deal_proposal_cbor_hex")))
                                .proposal()
                                .label())
                        .filter(DealLabel.LegacyText.class::isInstance))
                .hasSize(2);
    }

    private static DealProposal proposal(JsonNode fields, DealLabel label) {
        return new DealProposal(
                PieceCid.parse(fields.get("PieceCID").textValue()),
                new PaddedPieceSize(fields.get("PieceSize").longValue()),
                fields.get("VerifiedDeal").booleanValue(),
                Address.parse(fields.get("Client").textValue()),
                Address.parse(fields.get("Provider").textValue()),
                label,
                new ChainEpoch(fields.get("StartEpoch").longValue()),
                new ChainEpoch(fields.get("EndEpoch").longValue()),
                TokenAmount.parse(fields.get("StoragePricePerEpoch").textValue()),
                TokenAmount.parse(fields.get("ProviderCollateral").textValue()),
                TokenAmount.parse(fields.get("ClientCollateral").textValue()));
    }

    private static DealLabel label(JsonNode label) {
        return label.get("kind").textValue().equals("text")
                ? new DealLabel.Text(label.get("value").textValue())
                : new DealLabel.Bytes(Vectors.hex(label.get("value_hex")));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void readsAndWritesLabels(JsonNode row) {
        byte[] cbor = Vectors.hex(row.get("cbor_hex"));
        if (row.get("kind").textValue().startsWith("invalid")) {
            assertThatThrownBy(() -> CborReader.whole(cbor, DealLabel::read))
                    .isInstanceOf(FilecoinFormatException.class);
            return;
        }
        DealLabel label = CborReader.whole(cbor, DealLabel::read);
        CborWriter out = new CborWriter();
        label.write(out);

        assertThat(label).isEqualTo(label(row));
        assertThat(out.toBytes()).isEqualTo(cbor);
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void readsAndWritesAmounts(JsonNode row) {
        byte[] cbor = Vectors.hex(row.get("cbor_hex"));
        TokenAmount amount = TokenAmount.parse(row.get("value").textValue());
        CborWriter out = new CborWriter();
        amount.write(out);

        assertThat(out.toBytes()).isEqualTo(cbor);
        assertThat(CborReader.whole(cbor, TokenAmount::read)).isEqualTo(amount);
        assertThat(amount).hasToString(row.get("value").textValue());
    }

    @Test
    void refusesASecondFormOfAnAmount() {
        for (String hex : List.of("4100", "420000", "43000001", "420201", "4101", "420100")) {
            byte[] cbor = HexFormat.of().parseHex(hex);
            assertThatThrownBy(() -> CborReader.whole(cbor, TokenAmount::read))
                    .as(hex)
                    .isInstanceOf(FilecoinFormatException.class);
        }
        assertThatThrownBy(() -> TokenAmount.parse("1.5")).isInstanceOf(FilecoinFormatException.class);
        assertThat(TokenAmount.parse("70000000000000000").toFil()).isEqualTo("0.07 FIL");
    }

    @ParameterizedTest
    @MethodSource("publishReturns")
    void tellsWhichDealsTheChainTook(JsonNode row) {
        PublishDealsReturn result = PublishDealsReturn.decode(Vectors.hex(row.get("return_cbor_hex")));

        List<Integer> valid = ints(row.get("valid_indices"));
        assertThat(result.positions()).isEqualTo(valid);
        assertThat(result.dealIds()).map(Long::intValue).isEqualTo(ints(row.get("deal_ids")));
        List<OptionalLong> expected = IntStream.range(
                        0, row.get("deals_in_message").intValue())
                .mapToObj(position -> valid.contains(position)
                        ? OptionalLong.of(
                                row.get("deal_ids").get(valid.indexOf(position)).longValue())
                        : OptionalLong.empty())
                .toList();
        assertThat(IntStream.range(0, row.get("deals_in_message").intValue()).mapToObj(result::dealId))
                .isEqualTo(expected);
        byte[] bitField = CborReader.whole(Vectors.hex(row.get("bitfield_cbor_hex")), in -> in.byteString(100));
        assertThat(RlePlus.decode(bitField, 1000).stream().boxed()).isEqualTo(valid);
    }

    private static List<Integer> ints(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToObj(i -> array.get(i).intValue())
                .toList();
    }

    @Test
    void refusesReturnsThatDoNotAddUp() {
        assertThatThrownBy(() -> PublishDealsReturn.decode(HexFormat.of().parseHex("828040".replace("40", "410c"))))
                .hasMessage("The chain took 1 deals but gave 0 ids.");
        // A run of 2^62, a zero byte at the end, another version
        for (String bits : List.of("8080808080808080802000", "00", "01", "0c00")) {
            byte[] bytes = HexFormat.of().parseHex(bits);
            assertThatThrownBy(() -> RlePlus.decode(bytes, 1000)).as(bits).isInstanceOf(FilecoinFormatException.class);
        }
    }

    @Test
    void answersSpoiltBytesWithTheTypedException() {
        for (JsonNode row : encoded()) {
            Mutations.feed(Vectors.hex(row.get("client_deal_proposal_cbor_hex")), ClientDealProposal::decode);
            Mutations.feed(Vectors.hex(row.get("proposal_cbor_hex")), DealProposal::decodeFromChain);
        }
        for (JsonNode row : publishReturns()) {
            Mutations.feed(Vectors.hex(row.get("return_cbor_hex")), PublishDealsReturn::decode);
        }
    }

    @Test
    void countsTheWholePrice() {
        DealProposal proposal =
                DealProposal.decode(Vectors.hex(encoded().getFirst().get("proposal_cbor_hex")));

        assertThat(proposal.totalPrice())
                .isEqualTo(proposal.storagePricePerEpoch()
                        .times(proposal.end().height() - proposal.start().height()));
    }
}
