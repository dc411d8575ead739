package io.whypfs.deals.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.chain.CollateralBounds;
import io.whypfs.deals.chain.NetworkIdentity;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealDatabase;
import io.whypfs.deals.deals.DealSamples;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.JdbcDealStore;
import io.whypfs.deals.deals.TestPolicy;
import io.whypfs.deals.funds.Standing;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.deals.protocol.AskReply;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.ProposalReply;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.deals.replication.Moments;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletAccount;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several deals at once, on a real PostgreSQL, with a provider that takes its time. */
@Timeout(120)
class DealWorkerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Address SLOW = Address.id(1001);

    private final CountDownLatch answer = new CountDownLatch(1);
    private final Map<Address, AtomicInteger> offers = new ConcurrentHashMap<>();
    private final DealDatabase database = new DealDatabase();
    private final JdbcDealStore store = database.store();
    private final UUID bucket = UUID.randomUUID();
    private DealWorker worker;

    @BeforeEach
    void threePlannedDeals() throws Exception {
        database.add(DealSamples.piece(bucket));
        store.plan(new Plan(
                store.piece(bucket).orElseThrow(),
                List.of(
                        DealSamples.planned(bucket, Address.id(1000)),
                        DealSamples.planned(bucket, SLOW),
                        DealSamples.planned(bucket, Address.id(1002))),
                List.of(),
                DealSamples.NOW));
        worker = worker(2);
    }

    @AfterEach
    void stop() {
        answer.countDown();
        worker.close();
    }

    private DealWorker worker(int concurrency) {
        Chain chain = chain();
        Moments moments = new Moments(chain, Clock.fixed(DealSamples.AT, ZoneOffset.UTC));
        Alarm alarm = new Alarm() {
            @Override
            public void raise(String what) {
                throw new AssertionError(what);
            }

            @Override
            public void calm() {}
        };
        DealRun.Ports ports = new DealRun.Ports(
                store,
                chain,
                new OneKey(),
                (_, _, _, _) -> new Standing.Enough(),
                database,
                new SlowProtocol(),
                Optional::empty,
                alarm,
                new Random(1));
        DealRun run = new DealRun(
                ports, new PieceAddress(URI.create("https://pieces.example.org"), "secret"), TestPolicy.defaults());
        return new DealWorker(UUID.randomUUID(), store, run, moments, concurrency);
    }

    private static Chain chain() {
        return (Chain) Proxy.newProxyInstance(
                Chain.class.getClassLoader(),
                new Class<?>[] {Chain.class},
                (_, method, _) -> switch (method.getName()) {
                    case "head" -> new ChainHead(5000, DealSamples.AT, List.of());
                    case "network" -> new NetworkIdentity("test", List.of(), Duration.ofSeconds(30));
                    case "collateralBounds" ->
                        new CollateralBounds(TokenAmount.ofAttoFil(1001), TokenAmount.ofAttoFil(9999));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private String stateOf(Address provider) {
        return store.dealsOf(DealSamples.PIECE).stream()
                .filter(deal -> deal.provider().equals(provider))
                .map(Deal::word)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void slowProviderHoldsUpNobodyElseAndIsNotAskedTwice() throws Exception {
        // When
        worker.pass(DealStore.Share.UNDER_WAY);
        await().atMost(LIMIT).until(() -> worker.inHand() == 1 && stateOf(SLOW).equals("proposing"));
        worker.pass(DealStore.Share.UNDER_WAY);

        // Then
        await().atMost(LIMIT)
                .until(() -> stateOf(Address.id(1000)).equals("accepted")
                        && stateOf(Address.id(1002)).equals("accepted"));
        assertThat(stateOf(SLOW)).isEqualTo("proposing");

        // When
        try (DealWorker other = worker(8)) {
            assertThat(other.pass(DealStore.Share.UNDER_WAY))
                    .as("deals for a second node")
                    .isZero();
        }
        answer.countDown();

        // Then
        await().atMost(LIMIT).until(() -> stateOf(SLOW).equals("accepted"));
        assertThat(offers.get(SLOW)).hasValue(1);
    }

    @Test
    void collateralIsAFifthAboveTheMinimumRoundedUp() throws Exception {
        // When
        worker.pass(DealStore.Share.UNDER_WAY);
        await().atMost(LIMIT).until(() -> stateOf(Address.id(1000)).equals("accepted"));

        // Then
        Deal deal = store.dealsOf(DealSamples.PIECE).getFirst();
        var proposal = deal.state().offerOrNull().proposal();
        assertThat(proposal.providerCollateral()).isEqualTo(TokenAmount.ofAttoFil(1202));
        assertThat(proposal.start().height()).isEqualTo(5000 + 20_160);
        assertThat(proposal.end().height()).isEqualTo(5000 + 20_160 + 1_555_200);
        assertThat(proposal.storagePricePerEpoch()).isEqualTo(deal.terms().pricePerEpoch());
    }

    private final class SlowProtocol implements DealProtocol {

        @Override
        public boolean speaks(ProviderEndpoint endpoint) {
            return true;
        }

        @Override
        public ProposalReply propose(ProviderEndpoint endpoint, DealParams params) {
            offers.computeIfAbsent(endpoint.provider(), _ -> new AtomicInteger())
                    .incrementAndGet();
            if (endpoint.provider().equals(SLOW)) {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new ProposalReply.Accepted();
        }

        @Override
        public StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request) {
            return new StatusReply.Unknown("not yet");
        }

        @Override
        public AskReply ask(ProviderEndpoint endpoint, Address provider) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class OneKey implements Wallet {

        @Override
        public Address defaultAddress() {
            return DealSamples.KEY.address();
        }

        @Override
        public Signature sign(Address address, byte[] message) {
            return DealSamples.KEY.sign(message);
        }

        @Override
        public List<WalletAccount> accounts() {
            return List.of(new WalletAccount(defaultAddress(), SignatureType.SECP256K1, true));
        }
    }
}
