package io.whypfs.deals.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.whypfs.deals.chain.ChainException.BadNodeAnswer;
import io.whypfs.deals.chain.ChainException.NodeRefused;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.DealLabel;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every method against the shapes of the vectors, over HTTP; the node refuses parameters of another shape. */
@Timeout(30)
class LotusChainIT {

    private static final Address PROVIDER = Address.id(1234);
    private static final Cid MESSAGE = Cid.parse("bafy2bzacea3wsdh6y3a36tb3skempjoxqpuyompjbmfeyf34fi3uy6uue42v4");
    private static final Cid BLOCK = Cid.parse("bafy2bzacedo7hjsumaajt6sbor42qycvjyk6goqe4oi4o4ddsjxkdeqrqf42c");
    private static final byte[] BYTES = "byte array".getBytes(StandardCharsets.UTF_8);
    private static final String PIECE = "baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq";

    private final StubNode node = new StubNode();
    private final LotusChain chain = Chains.lotus(node.url(), Network.MAINNET);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readsTheHead() throws Exception {
        assertThat(chain.head()).isEqualTo(new ChainHead(4863283, Instant.ofEpochSecond(1744204890), List.of(BLOCK)));
    }

    @Test
    void readsWhichNetworkItIs() throws Exception {
        assertThat(chain.network()).isEqualTo(new NetworkIdentity("lotus", List.of(BLOCK), Duration.ofSeconds(42)));
    }

    @Test
    void readsAProvider() throws Exception {
        MinerInfo info = chain.miner(PROVIDER);

        assertThat(info.owner()).isEqualTo(PROVIDER);
        assertThat(info.worker()).isEqualTo(PROVIDER);
        assertThat(info.peerId()).contains("12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf");
        assertThat(info.multiaddrs()).containsExactly(BYTES);
        assertThat(info.sectorSize()).isEqualTo(34359738368L);
        assertThat(chain.hasMinPower(PROVIDER)).isTrue();
    }

    @Test
    void aProviderMayHaveNeitherPeerIdNorAddresses() throws Exception {
        ObjectNode info = (ObjectNode) node.sample("Filecoin.StateMinerInfo");
        node.answer("Filecoin.StateMinerInfo", info.putNull("PeerId").putNull("Multiaddrs"));

        assertThat(chain.miner(PROVIDER).peerId()).isEmpty();
        assertThat(chain.miner(PROVIDER).multiaddrs()).isEmpty();
    }

    @Test
    void readsAddressesBalancesAndBounds() throws Exception {
        node.answer("Filecoin.StateMarketBalance", "{\"Escrow\":\"5000000000000000000\",\"Locked\":\"7\"}");
        node.answer("Filecoin.StateVerifiedClientStatus", "\"1125899906842624\"");
        node.answer("Filecoin.StateDealProviderCollateralBounds", "{\"Min\":\"11\",\"Max\":\"22\"}");
        node.answer("Filecoin.WalletBalance", "\"123456789012345678901\"");

        assertThat(chain.idAddress(PROVIDER)).contains(PROVIDER);
        assertThat(chain.keyAddress(PROVIDER)).isEqualTo(PROVIDER);
        assertThat(chain.marketBalance(PROVIDER))
                .isEqualTo(new MarketBalance(TokenAmount.parse("5000000000000000000"), TokenAmount.ofAttoFil(7)));
        assertThat(chain.datacap(PROVIDER)).contains(BigInteger.TWO.pow(50));
        assertThat(chain.collateralBounds(new PaddedPieceSize(1 << 20), true))
                .isEqualTo(new CollateralBounds(TokenAmount.ofAttoFil(11), TokenAmount.ofAttoFil(22)));
        assertThat(chain.balance(PROVIDER)).isEqualTo(TokenAmount.parse("123456789012345678901"));
        assertThat(chain.nonce(PROVIDER)).isEqualTo(42);
    }

    @Test
    void nobodyOnTheChainHasNothing() throws Exception {
        for (String method : List.of("StateMarketBalance", "StateVerifiedClientStatus", "StateLookupID")) {
            node.answer(
                    "Filecoin." + method, "{\"rpcError\":1,\"message\":\"resolution lookup failed: actor not found\"}");
        }

        assertThat(chain.marketBalance(PROVIDER)).isEqualTo(MarketBalance.ZERO);
        assertThat(chain.datacap(PROVIDER)).isEmpty();
        assertThat(chain.idAddress(PROVIDER)).isEmpty();
    }

    @Test
    void noDatacapIsNull() throws Exception {
        node.answer("Filecoin.StateVerifiedClientStatus", "null");

        assertThat(chain.datacap(PROVIDER)).isEmpty();
    }

    @Test
    void readsADeal() throws Exception {
        ObjectNode deal = (ObjectNode) node.sample("Filecoin.StateMarketStorageDeal");
        ObjectNode proposal = (ObjectNode) deal.get("Proposal");
        proposal.put("PieceSize", 1 << 20).put("Label", "root").put("StoragePricePerEpoch", "9");
        proposal.set("PieceCID", StubNode.MAPPER.createObjectNode().put("/", PIECE));
        ((ObjectNode) deal.get("State")).put("SectorStartEpoch", -1).put("SlashEpoch", -1);
        node.answer("Filecoin.StateMarketStorageDeal", deal);

        assertThat(chain.deal(5432))
                .contains(new OnChainDeal(
                        new DealProposal(
                                PieceCid.parse(PIECE),
                                new PaddedPieceSize(1 << 20),
                                true,
                                PROVIDER,
                                PROVIDER,
                                new DealLabel.Text("root"),
                                new ChainEpoch(10101),
                                new ChainEpoch(10101),
                                TokenAmount.ofAttoFil(9),
                                TokenAmount.ZERO,
                                TokenAmount.ZERO),
                        -1,
                        -1));
    }

    @Test
    void aDealThatIsGoneIsEmptyAndAnotherRefusalIsNot() throws Exception {
        node.answer(
                "Filecoin.StateMarketStorageDeal",
                "{\"rpcError\":1,\"message\":\"deal 5432 not found - deal may not have completed sealing before deal"
                        + " proposal start epoch, or deal may have been slashed\"}");
        assertThat(chain.deal(5432)).isEmpty();

        node.answer("Filecoin.StateMarketStorageDeal", "{\"rpcError\":1,\"message\":\"state lookback too far\"}");
        assertThatThrownBy(() -> chain.deal(5432))
                .isInstanceOf(NodeRefused.class)
                .hasMessage(
                        "The chain node refused Filecoin.StateMarketStorageDeal with code 1: state lookback too far");
    }

    @Test
    void readsWhatBecameOfAMessage() throws Exception {
        MessageOutcome outcome = chain.outcome(MESSAGE).orElseThrow();

        assertThat(outcome.message()).isEqualTo(MESSAGE);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.returned()).isEqualTo(BYTES);
        assertThat(outcome.height()).isEqualTo(10101);
    }

    @Test
    void aMessageThatIsNowhereIsEmpty() throws Exception {
        node.answer("Filecoin.StateSearchMsg", "null");
        assertThat(chain.outcome(MESSAGE)).isEmpty();

        node.answer(
                "Filecoin.StateSearchMsg",
                "{\"rpcError\":1,\"message\":\"failed to load message: ipld: could not find x\"}");
        assertThat(chain.outcome(MESSAGE)).isEmpty();

        node.answer("Filecoin.ChainGetMessage", "{\"rpcError\":1,\"message\":\"message not found\"}");
        assertThat(chain.message(MESSAGE)).isEmpty();
    }

    @Test
    void aReceiptWithoutAResultHasNoBytes() throws Exception {
        ObjectNode found = (ObjectNode) node.sample("Filecoin.StateSearchMsg");
        ((ObjectNode) found.get("Receipt")).put("ExitCode", 16).putNull("Return");
        node.answer("Filecoin.StateSearchMsg", found);

        MessageOutcome outcome = chain.outcome(MESSAGE).orElseThrow();

        assertThat(outcome.exitCode()).isEqualTo(16);
        assertThat(outcome.isSuccess()).isFalse();
        assertThat(outcome.returned()).isEmpty();
    }

    @Test
    void readsAMessage() throws Exception {
        assertThat(chain.message(MESSAGE)).contains(sampleMessage(9, TokenAmount.ZERO));
    }

    @Test
    void takesGasFromTheNodeAndNothingElse() throws Exception {
        ObjectNode estimated = (ObjectNode) node.sample("Filecoin.GasEstimateMessageGas");
        node.answer(
                "Filecoin.GasEstimateMessageGas", estimated.put("GasLimit", 77).put("GasFeeCap", "5"));

        assertThat(chain.withGas(sampleMessage(0, TokenAmount.ZERO), TokenAmount.parse("70000000000000000")))
                .isEqualTo(sampleMessage(77, TokenAmount.ofAttoFil(5)));
        assertThat(node.requests().getLast().get("params").get(1).toString())
                .isEqualTo("{\"MaxFee\":\"70000000000000000\"}");

        node.answer("Filecoin.GasEstimateMessageGas", estimated.put("Value", "1"));
        assertThatThrownBy(() -> chain.withGas(sampleMessage(0, TokenAmount.ZERO), TokenAmount.ofAttoFil(1)))
                .isInstanceOf(BadNodeAnswer.class)
                .hasMessageContaining("another message");
    }

    @Test
    void pushesAMessageInTheFormOfTheVectors() throws Exception {
        JsonNode vectors = vectors();
        JsonNode row = vectors.get("messages").get(3);
        Secp256k1Key key = Secp256k1Key.of(ExportedKey.parse(
                vectors.get("secp256k1_key").get("lotus_export_hex").textValue()));
        SignedMessage signed = ChainMessage.addBalance(key.address(), 42, TokenAmount.parse("1000000000000000000"))
                .withGas(12500000, TokenAmount.ofAttoFil(101000), TokenAmount.ofAttoFil(99500))
                .sign(key);
        String cid = row.get("signed_message_cid_as_returned_by_mpool_push").textValue();
        node.answer("Filecoin.MpoolPush", "{\"/\":\"" + cid + "\"}");

        assertThat(chain.push(signed)).hasToString(cid);
        assertThat(node.requests().getLast().get("params").get(0)).isEqualTo(row.get("mpool_push_param"));

        node.answer("Filecoin.MpoolPush", "{\"/\":\"" + MESSAGE + "\"}");
        assertThatThrownBy(() -> chain.push(signed))
                .isInstanceOf(BadNodeAnswer.class)
                .hasMessageContaining(cid);
    }

    @Test
    void writesAddressesOfATestNetworkWithItsLetter() throws Exception {
        Chains.lotus(node.url(), Network.TESTNET).nonce(PROVIDER);

        assertThat(node.requests().getLast().get("params").get(0).textValue()).isEqualTo("t01234");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Filecoin.ChainHead | {\"Cids\":[],\"Blocks\":[],\"Height\":1} | result is a tipset without blocks",
                "Filecoin.ChainHead | {\"Cids\":[\"bafy\"],\"Blocks\":[{}],\"Height\":1} | result.Cids[0] is not: CID",
                "Filecoin.ChainHead | null | result is missing; it should be: object",
                "Filecoin.StateMarketBalance | {\"Escrow\":5,\"Locked\":\"0\"} | result.Escrow is not: text",
                "Filecoin.StateMarketBalance | {\"Escrow\":\"0x5\",\"Locked\":\"0\"} | result.Escrow is not: amount",
                "Filecoin.StateMarketBalance | {\"Escrow\":\"5\"} | result.Locked is missing; it should be: text",
                "Filecoin.MpoolGetNonce | \"42\" | result is not: integer",
                "Filecoin.MpoolGetNonce | 4.5 | result is not: integer",
                "Filecoin.MpoolGetNonce | 18446744073709551615 | result is not: integer",
                "Filecoin.MpoolGetNonce | -1 | result is not: integer from zero up",
                "Filecoin.StateMinerInfo | {\"PeerId\":\"x\",\"Multiaddrs\":[\"%%\"]} | result.Multiaddrs[0] is not: base64",
                "Filecoin.StateLookupID | \"f0\" | result is not: address",
            })
    void namesTheMethodAndThePlaceOfAnAnswerOfAnotherShape(String method, String result, String place) {
        node.answer(method, result);

        assertThatThrownBy(() -> {
                    switch (method) {
                        case "Filecoin.ChainHead" -> chain.head();
                        case "Filecoin.StateMarketBalance" -> chain.marketBalance(PROVIDER);
                        case "Filecoin.MpoolGetNonce" -> chain.nonce(PROVIDER);
                        case "Filecoin.StateMinerInfo" -> chain.miner(PROVIDER);
                        default -> chain.idAddress(PROVIDER);
                    }
                })
                .isInstanceOf(BadNodeAnswer.class)
                .hasMessageStartingWith("The chain node's answer to " + method + " cannot be used: ")
                .hasMessageContaining(place);
    }

    @Test
    void asksForTheEpochsLengthOnlyWhenItIsNotSet() throws Exception {
        node.answer("Filecoin.Version", "{\"Version\":\"1\",\"APIVersion\":1,\"BlockDelay\":0,\"Agent\":\"a\"}");
        assertThatThrownBy(chain::network).isInstanceOf(BadNodeAnswer.class).hasMessageContaining("whypfs.chain.epoch");

        node.answer("Filecoin.Version", "{\"BlockDelay\":1,\"BlockDelayMillis\":250}");
        assertThat(chain.network().epochLength()).isEqualTo(Duration.ofMillis(250));

        LotusChain set = Chains.lotus(node.url(), Network.TESTNET, Optional.of(Duration.ofMillis(200)));
        assertThat(set.network().epochLength()).isEqualTo(Duration.ofMillis(200));
    }

    private static ChainMessage sampleMessage(long gasLimit, TokenAmount feeCap) {
        return new ChainMessage(PROVIDER, PROVIDER, 42, TokenAmount.ZERO, gasLimit, feeCap, TokenAmount.ZERO, 1, BYTES);
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream in = LotusChainIT.class.getResourceAsStream("/vectors/filecoin/keys-and-messages.json")) {
            return StubNode.MAPPER.readTree(in);
        }
    }
}
