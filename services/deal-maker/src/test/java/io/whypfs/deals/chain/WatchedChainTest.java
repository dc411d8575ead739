package io.whypfs.deals.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.chain.ChainException.NodeBehind;
import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import io.whypfs.deals.chain.ChainException.WrongNetwork;
import io.whypfs.filecoin.address.Address;
import io.whypfs.kit.health.Degraded;
import io.whypfs.multiformats.Cid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchedChainTest {

    private static final Cid GENESIS = Cid.parse("bafy2bzacea3wsdh6y3a36tb3skempjoxqpuyompjbmfeyf34fi3uy6uue42v4");
    private static final Cid OTHER = Cid.parse("bafy2bzacedo7hjsumaajt6sbor42qycvjyk6goqe4oi4o4ddsjxkdeqrqf42c");
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Address PROVIDER = Address.id(1000);

    private final SettableClock clock = new SettableClock(START);
    private final Degraded degraded = new Degraded();
    private final ChainStatus status = new ChainStatus(clock, degraded);
    private final FakeNode node = new FakeNode();

    @Test
    void remembersTheHeadForAQuarterOfAnEpoch() throws Exception {
        // Given
        Chain chain = chain("testnet", Optional.empty());
        chain.head();
        node.head = new ChainHead(8, START, List.of(OTHER));

        // When
        clock.advance(Duration.ofMillis(999));
        long remembered = chain.head().height();
        clock.advance(Duration.ofMillis(1));
        long asked = chain.head().height();

        // Then
        assertThat(remembered).isEqualTo(7);
        assertThat(asked).isEqualTo(8);
    }

    @Test
    void answersNothingFromANodeOnAnotherNetwork() {
        Chain chain = chain("calibrationnet", Optional.empty());

        assertThatThrownBy(() -> chain.miner(PROVIDER))
                .isInstanceOf(WrongNetwork.class)
                .hasMessage(
                        "The chain node follows the network testnet, but whypfs.chain.network says calibrationnet.");
        assertThat(node.asked).isZero();
        assertThat(status.standing().works()).isFalse();
        assertThat(status.standing().why()).contains("calibrationnet");
        assertThat(status.standing().next()).isNotBlank();
        assertThat(degraded.reason("chain-node")).isPresent();
    }

    @Test
    void answersNothingFromANodeWithAnotherFirstBlock() {
        assertThatThrownBy(chain("testnet", Optional.of(OTHER))::head)
                .isInstanceOf(WrongNetwork.class)
                .hasMessageContaining(GENESIS.toString())
                .hasMessageContaining(OTHER.toString());
    }

    @Test
    void knowsMainnetByBothItsNames() throws Exception {
        node.identity = new NetworkIdentity("testnetnet", List.of(GENESIS), Duration.ofSeconds(4));

        assertThat(chain("mainnet", Optional.of(GENESIS)).network().isMainnet()).isTrue();
    }

    @Test
    void refusesToGoByAHeadThatIsTooOldAndGoesOnWhenItIsNot() throws Exception {
        // Given
        Chain chain = chain("testnet", Optional.empty());
        clock.advance(Duration.ofSeconds(41));

        // When, Then
        assertThatThrownBy(() -> chain.miner(PROVIDER))
                .isInstanceOf(NodeBehind.class)
                .hasMessageContaining("epoch 7, is 41 s old, and 40 s are allowed");
        assertThat(node.asked).isZero();
        assertThat(status.standing().head()).map(ChainHead::height).contains(7L);
        assertThat(status.standing().headAge()).contains(Duration.ofSeconds(41));

        // When
        node.head = new ChainHead(17, clock.instant(), List.of(GENESIS));
        clock.advance(Duration.ofSeconds(5));
        chain.miner(PROVIDER);

        // Then
        assertThat(node.asked).isEqualTo(1);
        assertThat(status.standing().works()).isTrue();
        assertThat(degraded.isDegraded()).isFalse();
    }

    @Test
    void wholeSecondsOfAFastChainAreNotBehind() throws Exception {
        node.identity = new NetworkIdentity("testnet", List.of(GENESIS), Duration.ofMillis(200));
        clock.advance(Duration.ofSeconds(10));

        assertThat(chain("testnet", Optional.empty()).head().height()).isEqualTo(7);
    }

    @Test
    void saysWhenTheClocksDiffer() throws Exception {
        node.head = new ChainHead(7, START.plusSeconds(90), List.of(GENESIS));

        chain("testnet", Optional.empty()).head();

        assertThat(status.standing().works()).isTrue();
        assertThat(status.standing().clockSkew()).contains(Duration.ofSeconds(90));
        assertThat(status.standing().why()).contains("90 s ahead of this machine's clock");
        assertThat(degraded.reason("chain-clock")).isPresent();
    }

    @Test
    void asksAgainWhichNetworkItIsAfterTheNodeWasAway() throws Exception {
        // Given
        Chain chain = chain("testnet", Optional.empty());
        chain.head();
        clock.advance(Duration.ofSeconds(2));
        node.failure = new NodeUnreachable("away");
        assertThatThrownBy(chain::head).isInstanceOf(NodeUnreachable.class);

        // When
        node.failure = null;
        node.identity = new NetworkIdentity("other", List.of(GENESIS), Duration.ofSeconds(4));

        // Then
        assertThatThrownBy(chain::head).isInstanceOf(WrongNetwork.class);
    }

    @Test
    void keepsAnswersForAsLongAsTheHeadStays() throws Exception {
        // Given
        Chain chain = new CachedChain(chain("testnet", Optional.empty()));

        // When
        chain.miner(PROVIDER);
        chain.miner(PROVIDER);
        chain.miner(Address.id(1001));

        // Then
        assertThat(node.asked).isEqualTo(2);

        // When
        node.head = new ChainHead(7, START, List.of(OTHER));
        clock.advance(Duration.ofSeconds(2));
        chain.miner(PROVIDER);

        // Then
        assertThat(node.asked).isEqualTo(3);
    }

    @Test
    void withoutANodeEveryQuestionSaysSo() {
        Chain chain = new AbsentChain(status);

        assertThatThrownBy(() -> chain.balance(PROVIDER))
                .hasMessage("No chain node is configured; set whypfs.chain.url.");
        assertThat(status.standing().works()).isFalse();
        assertThat(status.standing().why()).startsWith("No chain node is configured");
    }

    private Chain chain(String network, Optional<Cid> genesis) {
        WatchedChain.Expectations expectations =
                new WatchedChain.Expectations(network, genesis, 10, Duration.ofSeconds(10), Duration.ofMinutes(5));
        return new WatchedChain(node, expectations, clock, status);
    }

    /** Says what a test sets and counts questions about providers. */
    private static final class FakeNode extends ForwardingChain {
        private NetworkIdentity identity = new NetworkIdentity("testnet", List.of(GENESIS), Duration.ofSeconds(4));
        private ChainHead head = new ChainHead(7, START, List.of(GENESIS));
        private @Nullable ChainException failure;
        private int asked;

        @Override
        protected Chain checked() {
            throw new UnsupportedOperationException("not asked in this test");
        }

        @Override
        public ChainHead head() throws ChainException {
            if (failure != null) {
                throw failure;
            }
            return head;
        }

        @Override
        public NetworkIdentity network() throws ChainException {
            if (failure != null) {
                throw failure;
            }
            return identity;
        }

        @Override
        public MinerInfo miner(Address provider) {
            asked++;
            return new MinerInfo(provider, provider, Optional.empty(), List.of(), 1L << 35);
        }
    }
}
