package io.whypfs.deals.simulation;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.deals.Uuids;
import io.whypfs.deals.funds.Commitments;
import io.whypfs.deals.funds.Funds;
import io.whypfs.deals.funds.Standing;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.providers.Provider;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.replication.Moments;
import io.whypfs.deals.replication.ProviderPicks;
import io.whypfs.deals.replication.Replication;
import io.whypfs.deals.tracking.Alarm;
import io.whypfs.deals.tracking.DealRun;
import io.whypfs.deals.tracking.Gate;
import io.whypfs.deals.tracking.PieceAddress;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The deal-maker between two crashes: the production code, wired to the simulated world. */
final class DealMakerProcess {

    private static final int ALL = 1000;

    private final UUID owner;
    private final DealStore store;
    private final Replication replication;
    private final DealRun run;
    private final Moments moments;
    private final Random random;
    private final List<Deal> remembered = new ArrayList<>();

    /** @param faulty puts something between the process and its store; the identity unless a defect is planted */
    DealMakerProcess(SimWorld world, DealPolicy policy, CrashPoints crashes, UnaryOperator<DealStore> faulty) {
        this.random = new Random(world.random.nextLong());
        this.owner = Uuids.random(random);
        this.store = faulty.apply(crashes.around(DealStore.class, world.store));
        Chain chain = crashes.around(Chain.class, world.chain);
        Wallet wallet = crashes.around(Wallet.class, new SimWallet());
        Funds funds = crashes.around(
                Funds.class,
                (_, _, _, _) -> random.nextInt(20) == 0
                        ? new Standing.ToppingUp("Funds are on their way.", Optional.empty())
                        : new Standing.Enough());
        this.moments = new Moments(chain, world.time);
        Gate gate = this::closed;
        this.replication = new Replication(
                new Replication.Ports(
                        store,
                        chain,
                        wallet,
                        funds,
                        new NoCommitments(),
                        crashes.around(ProviderPicks.class, new SimPicks(world.providers.values(), world.store)),
                        gate,
                        moments,
                        random),
                policy);
        this.run = new DealRun(
                new DealRun.Ports(
                        store,
                        chain,
                        wallet,
                        funds,
                        new Addresses(),
                        crashes.around(DealProtocol.class, world.network),
                        gate,
                        new Alarms(),
                        random),
                new PieceAddress(URI.create("https://pieces.example.org"), "simulation"),
                policy);
    }

    private Optional<Reason> closed() {
        try {
            moments.now();
            return Optional.empty();
        } catch (ChainException e) {
            return Optional.of(new Reason(String.valueOf(e.getMessage()), e.next()));
        }
    }

    /** What the jobs do in an epoch; two of them work at once, so a deal may be looked at from an old picture. */
    void work() {
        replication.pass();
        look(DealStore.Share.UNDER_WAY);
        look(DealStore.Share.ACTIVE);
    }

    private void look(DealStore.Share share) {
        Moment now;
        try {
            now = moments.now();
        } catch (ChainException e) {
            return;
        }
        List<Deal> due = new ArrayList<>(store.claim(owner, share, now.epoch(), ALL));
        Collections.shuffle(due, random);
        for (Deal deal : due) {
            run.run(deal, now);
            store.release(owner, deal.uuid());
            if (random.nextInt(8) == 0) {
                remembered.add(deal);
            }
        }
        if (!remembered.isEmpty() && random.nextInt(4) == 0) {
            run.run(remembered.remove(random.nextInt(remembered.size())), now);
        }
    }

    /** Nobody listens here. */
    private record Alarms() implements Alarm {

        @Override
        public void raise(String what) {}

        @Override
        public void calm() {}
    }

    /** Providers without addresses: the simulated network needs none. */
    private record Addresses() implements Providers {

        @Override
        public Optional<Provider> find(Address provider) {
            return Optional.empty();
        }

        @Override
        public List<Provider> all() {
            return List.of();
        }

        @Override
        public ProviderEndpoint endpoint(Address provider) {
            return new ProviderEndpoint(provider, Optional.empty(), List.of(), List.of());
        }

        @Override
        public void record(Connection connection, Address provider, long epoch, UUID deal, Evidence evidence) {
            throw new UnsupportedOperationException();
        }
    }

    /** Nothing is promised, as nothing is paid here. */
    private record NoCommitments() implements Commitments {

        @Override
        public TokenAmount unpublished(Address client) {
            return TokenAmount.ZERO;
        }

        @Override
        public BigInteger unpublishedDatacap(Address client) {
            return BigInteger.ZERO;
        }

        @Override
        public TokenAmount proposedSince(Address client, long epoch) {
            return TokenAmount.ZERO;
        }
    }
}
