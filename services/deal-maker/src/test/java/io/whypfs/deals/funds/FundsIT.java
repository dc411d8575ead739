package io.whypfs.deals.funds;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import io.whypfs.deals.chain.SettableClock;
import io.whypfs.deals.funds.Standing.Enough;
import io.whypfs.deals.funds.Standing.Short;
import io.whypfs.deals.funds.Standing.ToppingUp;
import io.whypfs.deals.wallet.DealDatabase;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletAccount;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The funds on a real PostgreSQL and a chain that keeps books. */
@Timeout(300)
class FundsIT {

    private static final Secp256k1Key KEY = key(7);
    private static final Address WALLET = KEY.address();
    private static final PaddedPieceSize SIZE = new PaddedPieceSize(1L << 20);
    private static final TokenAmount ONE = FilAmount.parse("1 FIL");
    private static final TokenAmount SIX = FilAmount.parse("6 FIL");

    private static DealDatabase database;
    private static DataSource data;

    private final PaperChain chain = new PaperChain();
    private final Promises promises = new Promises();
    private final Crashes crashes = new Crashes();
    private final SettableClock clock = new SettableClock(PaperChain.GENESIS.plusSeconds(3_000_000));
    private FundsLimits limits = limits("10 FIL", "10 FIL");

    @BeforeAll
    static void migrate() {
        database = new DealDatabase();
        data = database.pooled();
    }

    @BeforeEach
    void empty() {
        database.run("delete from fund_message_versions; delete from fund_messages; delete from fund_standings");
    }

    @Test
    void aFreeDealNeedsNothingAndAsksNobody() {
        chain.isAway = true;

        assertThat(funds().check(WALLET, TokenAmount.ZERO, false, SIZE)).isEqualTo(new Enough());
    }

    @Test
    void movesWhatSixDealsNeedAndCountsItAtItsConfidence() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");

        // When
        Standing asked = funds().check(WALLET, ONE, false, SIZE);
        keeper().run();
        Standing signed = funds().check(WALLET, ONE, false, SIZE);
        chain.go(1);
        keeper().run();
        String included = state();
        chain.go(4);
        keeper().run();
        String oneLess = state();
        chain.go(1);
        keeper().run();

        // Then
        assertThat(asked)
                .isInstanceOfSatisfying(
                        ToppingUp.class,
                        topping -> assertThat(topping.why())
                                .isEqualTo(
                                        "The storage market lacks 1 FIL for the deal; 6 FIL is added to it at the next run of the job"
                                                + " funds."));
        assertThat(signed)
                .isInstanceOfSatisfying(
                        ToppingUp.class,
                        topping -> assertThat(topping.why())
                                .startsWith(
                                        "The message with nonce 0 that adds 6 FIL waits for a block since epoch 100000."));
        assertThat(included).isEqualTo("included");
        assertThat(oneLess).isEqualTo("included");
        assertThat(state()).isEqualTo("done");
        assertThat(chain.marketBalance(WALLET).escrow()).isEqualTo(SIX);
        assertThat(funds().check(WALLET, ONE, false, SIZE)).isEqualTo(new Enough());
        keeper().run();
        assertThat(chain.pushed).hasSize(1);
    }

    @Test
    void whatOtherProposalsWillTakeIsNotThere() {
        chain.give(WALLET, "0", "6 FIL");
        promises.unpublished = FilAmount.parse("5 FIL");

        assertThat(funds().check(WALLET, ONE, false, SIZE)).isEqualTo(new Enough());

        promises.unpublished = FilAmount.parse("5.5 FIL");
        assertThat(funds().check(WALLET, ONE, false, SIZE)).isInstanceOfSatisfying(Short.class, lack -> {
            assertThat(lack.why()).startsWith("The storage market lacks 0.5 FIL, and the wallet holds 0 FIL");
            assertThat(lack.next()).contains("sends FIL");
        });

        promises.unpublished = TokenAmount.ZERO;
        chain.lock(WALLET, FilAmount.parse("5.5 FIL"));
        assertThat(funds().check(WALLET, ONE, false, SIZE)).isInstanceOf(Short.class);
    }

    @Test
    void theDayLimitsWhatDealsCost() {
        chain.give(WALLET, "0", "100 FIL");
        promises.proposedToday = FilAmount.parse("9.5 FIL");

        assertThat(funds().check(WALLET, ONE, false, SIZE)).isInstanceOfSatisfying(Short.class, lack -> {
            assertThat(lack.why())
                    .isEqualTo(
                            "The deal costs 1 FIL, and deals of the last day cost 9.5 FIL of the daily limit of 10 FIL.");
            assertThat(lack.next()).contains("whypfs.funds.daily-spend");
        });
        assertThat(promises.askedSince).isEqualTo(100_000 - 2_880);
    }

    @Test
    void theDayLimitsWhatIsMoved() throws Exception {
        // Given
        limits = limits("6 FIL", "1000 FIL");
        chain.give(WALLET, "50 FIL", "0");
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();
        finish();

        // When
        promises.unpublished = SIX;
        Standing spent = funds().check(WALLET, ONE, false, SIZE);
        keeper().run();
        chain.go(2_880);
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();

        // Then
        assertThat(spent)
                .isInstanceOfSatisfying(
                        Short.class, lack -> assertThat(lack.why()).contains("only 0 FIL is left"));
        assertThat(chain.pushed).hasSize(2);
    }

    @Test
    void countsDatacapThatOwnProposalsWillTake() {
        chain.grant(WALLET, 3 << 20);

        promises.datacap = BigInteger.valueOf(2 << 20);
        assertThat(funds().check(WALLET, TokenAmount.ZERO, true, SIZE)).isEqualTo(new Enough());

        promises.datacap = BigInteger.valueOf((2 << 20) + 1);
        assertThat(funds().check(WALLET, TokenAmount.ZERO, true, SIZE))
                .isInstanceOfSatisfying(
                        Short.class,
                        lack -> assertThat(lack.why())
                                .contains("3145728 bytes of datacap")
                                .contains("2097153")
                                .contains("1048576"));

        assertThat(funds().check(key(8).address(), TokenAmount.ZERO, true, SIZE))
                .isInstanceOfSatisfying(
                        Short.class, lack -> assertThat(lack.why()).contains("has no datacap"));
        assertThat(funds().check(WALLET, TokenAmount.ZERO, true, new PaddedPieceSize(1 << 19)))
                .isInstanceOfSatisfying(
                        Short.class, lack -> assertThat(lack.why()).contains("at least 1 MiB"));
    }

    @Test
    void saysThatTheNodeIsAway() throws Exception {
        chain.isAway = true;

        assertThat(funds().check(WALLET, ONE, false, SIZE))
                .isEqualTo(new Short(
                        "Whether there are funds for a deal cannot be seen: Nobody answers at the chain node's address.",
                        "The node is asked again."));
    }

    @Test
    void replacesAMessageThatNoBlockTakes() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        chain.takesMessages = false;
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();

        // When
        chain.go(19);
        keeper().run();
        int before = chain.pushed.size();
        chain.go(1);
        keeper().run();
        chain.go(20);
        keeper().run();
        chain.takesMessages = true;
        finish();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(chain.pushed).hasSize(3);
        assertThat(chain.pushed).allSatisfy(message -> {
            assertThat(message.message().nonce()).isZero();
            assertThat(message.message().value()).isEqualTo(SIX);
        });
        assertThat(chain.pushed.stream()
                        .map(message -> message.message().gasPremium().toString()))
                .containsExactly("100", "126", "159");
        assertThat(chain.executed).hasSize(1);
        assertThat(state()).isEqualTo("done");
    }

    @Test
    void findsTheOlderVersionWhenThatWasTaken() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        chain.takesMessages = false;
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();
        SignedMessage first = chain.pushed.getFirst();
        chain.go(20);
        keeper().run();

        // When
        chain.useNonce(first);
        chain.go(5);
        keeper().run();

        // Then
        assertThat(state()).isEqualTo("done");
        assertThat(database.ask("select included_cid from fund_messages"))
                .isEqualTo(first.cid().toString());
    }

    @Test
    void doesNotPayMoreForGasThanIsAllowed() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        chain.premium = FilAmount.parse("1 FIL");
        funds().check(WALLET, ONE, false, SIZE);

        // When
        keeper().run();

        // Then
        assertThat(chain.pushed).isEmpty();
        assertThat(database.ask("select why from fund_standings"))
                .isEqualTo("The message's gas may cost 2000 FIL, above the limit of 0.07 FIL (whypfs.funds.max-fee).");
    }

    @Test
    void waitsWithAReplacementThatWouldCostTooMuch() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        chain.takesMessages = false;
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();

        // When
        chain.premium = FilAmount.parse("1 FIL");
        chain.go(20);
        keeper().run();

        // Then
        assertThat(chain.pushed.stream().distinct()).hasSize(1);
        assertThat(database.ask("select count(*) from fund_message_versions")).isEqualTo("1");
    }

    @Test
    void aReorganisationEndsInTheSameMessageAgain() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();
        chain.go(3);
        keeper().run();
        assertThat(state()).isEqualTo("included");

        // When
        chain.reorganise();
        keeper().run();
        String again = state();
        finish();

        // Then
        assertThat(again).isEqualTo("pushed");
        assertThat(chain.pushed).hasSize(2);
        assertThat(chain.pushed.stream().distinct()).hasSize(1);
        assertThat(chain.executed).hasSize(1);
        assertThat(state()).isEqualTo("done");
    }

    @Test
    void givesUpWhenAnotherMessageHasTheNonceAndMakesANewOne() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        chain.takesMessages = false;
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();
        ChainMessage other = ChainMessage.addBalance(WALLET, 0, TokenAmount.ofAttoFil(1));
        chain.useNonce(other.sign(KEY));
        chain.takesMessages = true;

        // When
        keeper().run();
        String first = state();
        chain.go(5);
        keeper().run();
        String second = state();
        finish();

        // Then
        assertThat(first).isEqualTo("pushed");
        assertThat(second).isEqualTo("failed");
        assertThat(database.ask("select nonce, state from fund_messages order by id"))
                .isEqualTo("0|failed 1|done");
        assertThat(chain.marketBalance(WALLET).escrow()).isEqualTo(SIX);
    }

    @Test
    void readsTheBalanceAgainWhenTheChainRefuses() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();

        // When
        chain.fail(16);
        chain.go(5);
        keeper().run();

        // Then
        assertThat(state()).isEqualTo("failed");
        assertThat(database.ask("select why from fund_messages"))
                .isEqualTo("The chain refused to add 6 FIL to the storage market, with exit code 16 at epoch 100001.");
        finish();
        assertThat(chain.marketBalance(WALLET).escrow()).isEqualTo(SIX);
    }

    @Test
    void largeAmountsWaitLonger() throws Exception {
        // Given
        limits = limits("1000 FIL", "1000 FIL");
        chain.give(WALLET, "1000 FIL", "0");
        funds().check(WALLET, FilAmount.parse("20 FIL"), false, SIZE);
        keeper().run();

        // When
        chain.go(900);
        keeper().run();
        String before = state();
        chain.go(1);
        keeper().run();

        // Then
        assertThat(before).isEqualTo("included");
        assertThat(state()).isEqualTo("done");
    }

    @Test
    void moneyMovesOnceWhereverTheProcessEnds() throws Exception {
        limits = hasty();
        int crashed = 0;
        for (int step = 0; ; step++) {
            empty();
            PaperChain fresh = new PaperChain();
            fresh.give(WALLET, "20 FIL", "0");
            promises.unpublished = TokenAmount.ZERO;

            boolean isCrash = untilTheEnd(fresh, step);

            assertThat(fresh.executed)
                    .as("executed after a crash at step %d", step)
                    .hasSize(1);
            assertThat(fresh.marketBalance(WALLET).escrow()).isEqualTo(SIX);
            assertThat(fresh.balance(WALLET)).isEqualTo(FilAmount.parse("14 FIL"));
            assertThat(fresh.pushed.stream()
                            .map(message -> message.message().nonce())
                            .distinct())
                    .as("nonces after a crash at step %d", step)
                    .containsExactly(0L);
            assertThat(database.ask("select nonce, state from fund_messages")).isEqualTo("0|done");
            if (!isCrash) {
                break;
            }
            crashed++;
        }
        assertThat(crashed).as("steps that were crashed at").isGreaterThan(60);
    }

    /** A top-up that is replaced once, with a crash at one step and restarts after it. Says whether there was a crash. */
    private boolean untilTheEnd(PaperChain paper, int crashAt) throws Exception {
        paper.takesMessages = false;
        boolean isCrash = false;
        crashes.at(crashAt);
        for (int round = 0; round < 9; round++) {
            Chain watched = crashes.watch(Chain.class, paper);
            DataSource watchedData = crashes.watch(DataSource.class, data);
            try {
                funds(watched, watchedData).check(WALLET, ONE, false, SIZE);
                keeper(watched, watchedData).run();
            } catch (Crashes.Crash e) {
                isCrash = true;
                crashes.never();
            }
            paper.takesMessages = round >= 4;
            paper.go(1);
        }
        crashes.never();
        return isCrash;
    }

    @Test
    void twoInstancesSendOneMessage() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        funds().check(WALLET, ONE, false, SIZE);
        Chain shared = synchronizedChain();
        List<Callable<List<String>>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(() -> keeper(shared, data).run());
        }

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<String>> run : threads.invokeAll(runs)) {
                run.get();
            }
        }
        finish();

        // Then
        assertThat(chain.pushed.stream().distinct()).hasSize(1);
        assertThat(chain.executed).hasSize(1);
        assertThat(database.ask("select count(*) from fund_messages")).isEqualTo("1");
    }

    @Test
    void aNodeThatIsAwayDuringThePushGetsTheSameBytesLater() throws Exception {
        // Given
        chain.give(WALLET, "20 FIL", "0");
        funds().check(WALLET, ONE, false, SIZE);
        Chain deaf = (Chain) Proxy.newProxyInstance(
                Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(chain, arguments);
                    if (method.getName().equals("push")) {
                        throw new NodeUnreachable("did not answer");
                    }
                    return result;
                });

        // When
        keeper(deaf, data).run();
        String unknown = state();
        keeper().run();
        finish();

        // Then
        assertThat(unknown).isEqualTo("signed");
        assertThat(database.ask("select count(*) from fund_messages")).isEqualTo("1");
        assertThat(chain.pushed).hasSize(2);
        assertThat(chain.pushed.stream().distinct()).hasSize(1);
        assertThat(chain.executed).hasSize(1);
    }

    @Test
    void everyRowSaysWhyAndWhatNext() throws Exception {
        chain.give(WALLET, "0.1 FIL", "0");
        funds().check(WALLET, ONE, false, SIZE);
        keeper().run();

        assertThat(database.ask("select why, next from fund_standings"))
                .isEqualTo(
                        "The storage market lacks 1 FIL, and the wallet holds 0.1 FIL, of which up to 0.07 FIL is kept for"
                                + " gas.|It goes on when somebody sends FIL to the wallet.");
        assertThat(new FundNotes(new StandingRepository(data)).note(WALLET))
                .hasValueSatisfying(note -> assertThat(note).endsWith("sends FIL to the wallet."));
    }

    private void finish() throws Exception {
        for (int round = 0; round < 30; round++) {
            chain.go(1);
            keeper().run();
        }
    }

    private String state() {
        return database.ask("select state from fund_messages order by id desc limit 1");
    }

    private Funds funds() {
        return funds(chain, data);
    }

    private Funds funds(Chain on, DataSource tables) {
        EscrowFunds.Parts parts =
                new EscrowFunds.Parts(on, promises, new FundsRepository(tables), new StandingRepository(tables));
        return new EscrowFunds(parts, limits, Network.TESTNET, clock);
    }

    private FundsKeeper keeper() {
        return keeper(chain, data);
    }

    private FundsKeeper keeper(Chain on, DataSource tables) {
        OneKey wallet = new OneKey();
        FundsRepository messages = new FundsRepository(tables);
        TopUpCourse course =
                new TopUpCourse(on, new TopUpMessages(on, wallet, limits.maxFee()), messages, limits, clock);
        FundsKeeper.Parts parts = new FundsKeeper.Parts(
                on,
                wallet,
                promises,
                messages,
                new StandingRepository(tables),
                course,
                Optional.empty(),
                new FundsView(new SimpleMeterRegistry(), Network.TESTNET));
        return new FundsKeeper(parts, limits, clock);
    }

    private Chain synchronizedChain() {
        return (Chain) Proxy.newProxyInstance(
                Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, (proxy, method, arguments) -> {
                    synchronized (chain) {
                        return method.invoke(chain, arguments);
                    }
                });
    }

    /** Replaces after three epochs, and one on top is enough. */
    private static FundsLimits hasty() {
        FundsLimits usual = limits("10 FIL", "10 FIL");
        return new FundsLimits(
                usual.reserve(),
                usual.ahead(),
                usual.dailyTopUp(),
                usual.dailySpend(),
                usual.maxFee(),
                1,
                usual.largeAmount(),
                usual.largeConfidence(),
                3,
                usual.needLifeEpochs(),
                usual.faucetEveryEpochs());
    }

    private static FundsLimits limits(String dailyTopUp, String dailySpend) {
        return new FundsLimits(
                TokenAmount.ZERO,
                6,
                FilAmount.parse(dailyTopUp),
                FilAmount.parse(dailySpend),
                FilAmount.parse("0.07 FIL"),
                5,
                FilAmount.parse("100 FIL"),
                900,
                20,
                240,
                20);
    }

    private static Secp256k1Key key(int seed) {
        byte[] scalar = new byte[32];
        scalar[31] = (byte) seed;
        return Secp256k1Key.of(scalar);
    }

    /** What unpublished proposals take, as a test sets it. */
    private static final class Promises implements Commitments {
        private TokenAmount unpublished = TokenAmount.ZERO;
        private TokenAmount proposedToday = TokenAmount.ZERO;
        private BigInteger datacap = BigInteger.ZERO;
        private long askedSince;

        @Override
        public TokenAmount unpublished(Address client) {
            return unpublished;
        }

        @Override
        public BigInteger unpublishedDatacap(Address client) {
            return datacap;
        }

        @Override
        public TokenAmount proposedSince(Address client, long epoch) {
            askedSince = epoch;
            return proposedToday;
        }
    }

    private static final class OneKey implements Wallet {
        @Override
        public Address defaultAddress() {
            return WALLET;
        }

        @Override
        public Signature sign(Address address, byte[] message) {
            assertThat(address).isEqualTo(WALLET);
            return KEY.sign(message);
        }

        @Override
        public List<WalletAccount> accounts() {
            return List.of(new WalletAccount(WALLET, SignatureType.SECP256K1, true));
        }
    }
}
