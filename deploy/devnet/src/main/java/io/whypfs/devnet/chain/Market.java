package io.whypfs.devnet.chain;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import io.whypfs.devnet.wire.SignedProposal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The storage market actor's deals: published, proven, slashed, removed, expired.
 *
 * <p>Simplified against the real one: the provider is paid when the deal ends, not as it goes.
 */
public final class Market {

    /** For how long a slashed deal can still be looked up. */
    private static final long SLASHED_SHOWN = 2880;

    private static final long FIRST_ID = 1000;
    private final Table<Rows.Deal> deals;
    private final Table<Rows.Counter> counters;
    private final Accounts accounts;
    private final Escrows escrows;
    private final Datacaps datacaps;
    private final PublishCheck check;
    private final Map<Long, Miner> miners;
    /** Before this epoch nothing is due; 0: not known. */
    private long nextDue;

    Market(
            Store store,
            Accounts accounts,
            Escrows escrows,
            Datacaps datacaps,
            PublishCheck check,
            Map<Long, Miner> miners) {
        this.deals = store.table("deals", Rows.Deal.class, true);
        this.counters = store.table("deal-ids", Rows.Counter.class, false);
        this.accounts = accounts;
        this.escrows = escrows;
        this.datacaps = datacaps;
        this.check = check;
        this.miners = miners;
    }

    /** What became of a list of deals that was published. */
    record Published(List<Long> ids, BitSet taken, List<String> dropped) {}

    /** @param bare takes deals without looking at signature and provider: a fault */
    Published publish(List<SignedProposal> list, Miner miner, Cid message, long epoch, boolean bare) {
        Published published = new Published(new ArrayList<>(), new BitSet(), new ArrayList<>());
        for (int i = 0; i < list.size(); i++) {
            SignedProposal deal = list.get(i);
            Optional<String> bad = refuse(deal, miner, epoch, bare);
            if (bad.isPresent()) {
                published.dropped().add("deal " + i + " dropped: " + bad.get());
            } else {
                published.ids().add(take(inIdForm(deal.proposal()), message, epoch, bare));
                published.taken().set(i);
            }
        }
        return published;
    }

    private Optional<String> refuse(SignedProposal deal, Miner miner, long epoch, boolean bare) {
        DealProposal proposal = deal.proposal();
        if (bare) {
            return accounts.find(proposal.client()).isEmpty()
                    ? Optional.of("failed to resolve client address")
                    : check.funds(proposal);
        }
        return check.signature(deal)
                .or(() -> check.terms(proposal, miner, epoch))
                .or(() -> check.collateral(proposal, Collateral.least(proposal.pieceSize(), epoch)))
                .or(() -> check.funds(proposal))
                .or(() -> PublishCheck.no(
                        escrows.of(miner.id()).available().compareTo(proposal.providerCollateral()) < 0,
                        "provider's funds in escrow not enough"))
                .or(() -> PublishCheck.no(isPending(inIdForm(proposal)), "cannot publish duplicate deals"));
    }

    private DealProposal inIdForm(DealProposal proposal) {
        long client = accounts.find(proposal.client())
                .map(Rows.Account::id)
                .orElseThrow(() -> new IllegalStateException("checked before"));
        return proposal.withClient(Address.ofId(client));
    }

    /** Whether the same proposal is on the chain already. */
    private boolean isPending(DealProposal inIdForm) {
        Cid key = Cid.chain(inIdForm.encode());
        return deals.view().stream()
                .anyMatch(deal -> deal.isLive() && deal.key().equals(key));
    }

    private long take(DealProposal proposal, Cid message, long epoch, boolean forged) {
        // Not taken back by a reorganisation: the deal comes again under another id.
        long id = counters.find("next").map(Rows.Counter::value).orElse(FIRST_ID);
        counters.put("next", new Rows.Counter(id + 1));
        escrows.lock(proposal.client().id(), proposal.clientLocks());
        escrows.lock(proposal.provider().id(), proposal.providerCollateral());
        long allocation = proposal.verified() ? datacaps.allocate(id, proposal, epoch) : 0;
        Cid key = Cid.chain(proposal.encode());
        put(new Rows.Deal(id, proposal, key, message, epoch, 0, -1, -1, -1, -1, "", allocation, forged));
        return id;
    }

    private void put(Rows.Deal deal) {
        deals.put(deal.id(), deal);
        nextDue = 0;
    }

    /** A reorganisation changed the rows behind this object's back. */
    void forget() {
        nextDue = 0;
    }

    /** The provider proves a sector that holds the deal. @return false when it is too late or the deal is not there */
    public boolean prove(long id, long sector, long epoch) {
        Optional<Rows.Deal> deal = deals.find(id)
                .filter(found -> found.isLive() && found.sectorStart() < 0)
                .filter(found -> epoch < found.proposal().start())
                .filter(found -> found.allocation() == 0 || datacaps.holds(found.allocation(), epoch));
        deal.ifPresent(found -> {
            put(found.proven(sector, epoch));
            datacaps.claim(found.allocation());
        });
        return deal.isPresent();
    }

    /** The sector is gone: the client gets the rest of its money, the provider loses its collateral. */
    public boolean slash(long id, long epoch) {
        Optional<Rows.Deal> deal = deals.find(id).filter(found -> found.isLive() && found.sectorStart() >= 0);
        deal.ifPresent(found -> {
            long served = Math.max(0, epoch - found.proposal().start());
            settle(found.proposal(), served, true);
            put(found.slashed(epoch));
        });
        return deal.isPresent();
    }

    /** Removes what was not proven in time, ends what is over. */
    void cron(long epoch) {
        if (nextDue > epoch) {
            return;
        }
        for (Rows.Deal deal : deals.all()) {
            if (!deal.isOver() && due(deal) <= epoch) {
                end(deal, epoch);
            }
        }
        nextDue = deals.view().stream()
                .filter(deal -> !deal.isOver())
                .mapToLong(Market::due)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long due(Rows.Deal deal) {
        if (deal.slashed() >= 0) {
            return deal.slashed() + SLASHED_SHOWN;
        }
        return deal.sectorStart() < 0
                ? deal.proposal().start()
                : deal.proposal().end();
    }

    private void end(Rows.Deal deal, long epoch) {
        if (deal.slashed() >= 0) {
            put(deal.over(epoch, deal.why()));
        } else if (deal.sectorStart() < 0) {
            settle(deal.proposal(), 0, true);
            datacaps.giveBack(deal.allocation());
            put(deal.over(
                    epoch, "not proven by its start epoch " + deal.proposal().start()));
        } else {
            settle(deal.proposal(), deal.proposal().duration(), false);
            put(deal.over(epoch, "expired at epoch " + epoch));
        }
    }

    private void settle(DealProposal proposal, long epochs, boolean burn) {
        long client = proposal.client().id();
        long provider = proposal.provider().id();
        escrows.lock(client, proposal.clientLocks().negate());
        escrows.lock(provider, proposal.providerCollateral().negate());
        escrows.pay(client, provider, proposal.price().multiply(BigInteger.valueOf(epochs)));
        if (burn) {
            escrows.add(provider, proposal.providerCollateral().negate());
            accounts.add(Accounts.BURNT, proposal.providerCollateral());
        }
    }

    public Optional<Rows.Deal> find(long id) {
        return deals.find(id);
    }

    public List<Rows.Deal> all() {
        return deals.all();
    }

    public List<Rows.Deal> where(Predicate<Rows.Deal> wanted) {
        return deals.view().stream().filter(wanted).toList();
    }

    public Map<Long, Miner> miners() {
        return miners;
    }

    public PublishCheck check() {
        return check;
    }
}
