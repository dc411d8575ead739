package io.whypfs.deals.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.MinerInfo;
import io.whypfs.deals.protocol.AskReply;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.AskResponse.SignedAsk;
import io.whypfs.filecoin.mk12.StorageAsk;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import io.whypfs.multiformats.Multiaddr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderRefreshTest {

    private static final Address PROVIDER = Address.id(1000);
    private static final Address WORKER = Address.id(1001);
    private static final Secp256k1Key KEY = Secp256k1Key.of(secret());
    private static final long REFRESH = 60;
    private static final Provider UNASKED = new Provider(
            PROVIDER,
            Optional.empty(),
            Optional.empty(),
            OperatorStanding.neutral,
            "",
            Provider.Reach.UNASKED,
            TrackRecord.NONE);

    private final FixedMiners miners = new FixedMiners();

    private static byte[] secret() {
        byte[] secret = new byte[32];
        secret[31] = 7;
        return secret;
    }

    @Test
    void aProviderThatAnswersHasItsTermsAndTheChainsWord() throws Exception {
        // Given
        onChain("/dns/sp.example.com/tcp/443/wss", "/ip4/8.8.8.8/tcp/4001");
        StorageAsk ask = ask(5000);

        // When
        Provider found = refresh(told(ask, KEY.sign(ask.encode()))).refresh(UNASKED, 100);

        // Then
        assertThat(found.reach())
                .isEqualTo(new Provider.Reach(ReachState.answering, "It told its terms.", 100, 0, 160));
        assertThat(found.terms()).contains(new Provider.Terms(ask, AskSignature.good, 100));
        assertThat(found.chain())
                .contains(new Provider.OnChain(
                        Address.id(2000),
                        WORKER,
                        Optional.of("12D3KooW"),
                        List.of("/dns/sp.example.com/tcp/443/wss", "/ip4/8.8.8.8/tcp/4001"),
                        List.of(),
                        1L << 35,
                        true,
                        100));
    }

    @Test
    void aWrongSignatureBelowTheTermsIsAWarning() throws Exception {
        // Given
        onChain("/dns/sp.example.com/tcp/443/wss");
        StorageAsk ask = ask(5000);
        Signature bls = new Signature(SignatureType.BLS, new byte[96]);

        // When
        Provider wrong = refresh(told(ask, KEY.sign(new byte[] {1}))).refresh(UNASKED, 100);
        Provider unchecked = refresh(told(ask, bls)).refresh(UNASKED, 100);
        miners.keys.clear();
        Provider keyless = refresh(told(ask, KEY.sign(ask.encode()))).refresh(UNASKED, 100);

        // Then
        assertThat(Stream.of(wrong, unchecked, keyless)
                        .map(found -> found.terms().orElseThrow().signature()))
                .containsExactly(AskSignature.wrong, AskSignature.unchecked, AskSignature.unchecked);
        assertThat(ProviderVerdict.of(wrong, false, 100).usable()).isTrue();
    }

    @Test
    void aProviderThatTheChainDoesNotKnowSaysSo() throws Exception {
        // When
        Provider found = refresh(new AskReply.Unreachable("It is not asked.")).refresh(UNASKED, 100);

        // Then
        assertThat(found.reach().state()).isEqualTo(ReachState.unknown);
        assertThat(ProviderVerdict.of(found, false, 100).why())
                .isEqualTo("The chain knows no provider f01000 (actor not found).");
    }

    @Test
    void aProviderThatVanishedLosesItsTerms() throws Exception {
        // Given
        onChain("/dns/sp.example.com/tcp/443/wss");
        StorageAsk ask = ask(5000);
        Provider before = refresh(told(ask, KEY.sign(ask.encode()))).refresh(UNASKED, 100);
        miners.miners.put(PROVIDER, new MinerInfo(Address.id(2000), WORKER, Optional.empty(), List.of(), 1L << 35));

        // When
        Provider found = refresh(told(ask, KEY.sign(ask.encode()))).refresh(before, 160);

        // Then
        assertThat(found.reach().state()).isEqualTo(ReachState.vanished);
        assertThat(found.reach().sinceEpoch()).isEqualTo(160);
        assertThat(found.terms()).isEmpty();
        assertThat(ProviderVerdict.of(found, false, 160).why())
                .isEqualTo("The provider has neither an address nor a peer id on the chain.");
    }

    @Test
    void aProviderOfLibp2pOnlySaysSo() throws Exception {
        // Given
        onChain("/ip4/8.8.8.8/tcp/4001");

        // When
        Provider found = refresh(new AskReply.Unreachable("It is not asked.")).refresh(UNASKED, 100);

        // Then
        assertThat(ProviderVerdict.of(found, false, 100))
                .isEqualTo(new ProviderVerdict(
                        false,
                        "The provider speaks only libp2p, which this version does not.",
                        "The chain and the provider are asked again at epoch 160.",
                        java.util.OptionalLong.of(160)));
    }

    @Test
    void aSilentProviderKeepsItsTermsAndIsAskedEverLater() throws Exception {
        // Given
        onChain("/dns/sp.example.com/tcp/443/wss");
        StorageAsk ask = ask(5000);
        Provider known = refresh(told(ask, KEY.sign(ask.encode()))).refresh(UNASKED, 100);
        ProviderRefresh silence = refresh(new AskReply.Unreachable("It does not answer."));

        // When
        Provider first = silence.refresh(known, 160);
        Provider second = silence.refresh(first, 162);
        Provider third = silence.refresh(second, 166);
        Provider late = third;
        for (int i = 0; i < 40; i++) {
            late = silence.refresh(late, 1000 + i);
        }

        // Then
        assertThat(List.of(first, second, third))
                .extracting(found -> found.reach().nextEpoch())
                .containsExactly(162L, 166L, 174L);
        assertThat(third.reach().sinceEpoch()).isEqualTo(160);
        assertThat(third.terms()).isEqualTo(known.terms());
        assertThat(late.reach().nextEpoch()).isEqualTo(1039 + REFRESH);
        assertThat(ProviderVerdict.obstacle(third, false)).contains("It does not answer.");
    }

    @Test
    void termsThatEndSoonAreAskedForAgainWhenTheyEnd() throws Exception {
        // Given
        onChain("/dns/sp.example.com/tcp/443/wss");
        StorageAsk soon = ask(110);
        StorageAsk over = ask(99);

        // When
        Provider ending = refresh(told(soon, KEY.sign(soon.encode()))).refresh(UNASKED, 100);
        Provider ended = refresh(told(over, KEY.sign(over.encode()))).refresh(UNASKED, 100);

        // Then
        assertThat(ending.reach().nextEpoch()).isEqualTo(110);
        assertThat(ended.reach().nextEpoch()).isEqualTo(160);
        assertThat(ProviderVerdict.of(ended, false, 100).why()).isEqualTo("Its terms ended at epoch 99.");
    }

    @Test
    void termsThatContradictThemselvesAreNone() throws Exception {
        // Given
        onChain("/dns/sp.example.com/tcp/443/wss");
        StorageAsk negative = new StorageAsk(
                PROVIDER,
                TokenAmount.ofAttoFil(-1),
                1,
                new ChainEpoch(5000),
                new ChainEpoch(1),
                1 << 20,
                256,
                TokenAmount.ZERO);

        // When
        Provider found = refresh(told(negative, KEY.sign(negative.encode()))).refresh(UNASKED, 100);

        // Then
        assertThat(found.terms()).isEmpty();
        assertThat(ProviderVerdict.of(found, false, 100).why()).startsWith("Its terms contradict themselves: ");
    }

    @Test
    void aChainThatIsAwayChangesNothing() {
        // Given
        miners.failure = new ChainException.NodeUnreachable("The node is away.");

        // Then
        assertThatThrownBy(() -> refresh(new AskReply.None("It is not asked.")).refresh(UNASKED, 100))
                .isInstanceOf(ChainException.NodeUnreachable.class);
    }

    private void onChain(String... addresses) {
        List<byte[]> bytes = Stream.of(addresses)
                .map(address -> Multiaddr.parse(address).toBytes())
                .toList();
        miners.miners.put(PROVIDER, new MinerInfo(Address.id(2000), WORKER, Optional.of("12D3KooW"), bytes, 1L << 35));
        miners.keys.put(WORKER, KEY.address());
    }

    private ProviderRefresh refresh(AskReply reply) {
        return new ProviderRefresh(miners.chain(), new FixedAnswer(reply), REFRESH);
    }

    private static AskReply told(StorageAsk ask, Signature signature) {
        return new AskReply.Told(new SignedAsk(ask, signature));
    }

    private static StorageAsk ask(long expiry) {
        return new StorageAsk(
                PROVIDER,
                TokenAmount.ofAttoFil(50_000_000),
                1,
                new ChainEpoch(expiry),
                new ChainEpoch(1),
                1L << 35,
                256,
                TokenAmount.ZERO);
    }
}
