package io.whypfs.devnet.control;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.provider.ProviderDeal;
import io.whypfs.devnet.provider.Records;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what must never be: two live deals of one piece with one provider, bytes that are not canonical, signatures
 * that do not verify, refusals by our own server, money that does not add up.
 */
final class Check {

    private final Chain chain;
    private final Records records;

    /** One thing that must not be, with where it was seen. */
    record Violation(String kind, String what) {}

    Check(Chain chain, Records records) {
        this.chain = chain;
        this.records = records;
    }

    /** To be called under the store's lock. */
    List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        doubledAtProviders(found);
        doubledOnChain(found);
        for (Records.Oddity oddity : records.oddities()) {
            found.add(new Violation(oddity.kind(), oddity.where() + ": " + oddity.what()));
        }
        funds(found);
        return found;
    }

    private void doubledAtProviders(List<Violation> found) {
        Map<String, ProviderDeal> seen = new HashMap<>();
        for (ProviderDeal deal : records.deals().view()) {
            if (deal.isLive()) {
                String key = deal.deal().proposal().piece() + " with " + deal.provider();
                ProviderDeal other = seen.put(key, deal);
                if (other != null) {
                    found.add(
                            new Violation("doubled-proposal", key + " twice: " + other.uuid() + " and " + deal.uuid()));
                }
            }
        }
    }

    private void doubledOnChain(List<Violation> found) {
        Map<String, Rows.Deal> seen = new HashMap<>();
        for (Rows.Deal deal : chain.market().where(row -> row.isLive() && !row.forged())) {
            boolean filler = deal.proposal().label().json().equals("filler");
            String key = deal.proposal().piece() + " with " + deal.proposal().provider();
            Rows.Deal other = filler ? null : seen.put(key, deal);
            if (other != null) {
                found.add(new Violation("doubled-deal", key + " twice: " + other.id() + " and " + deal.id()));
            }
        }
    }

    private void funds(List<Violation> found) {
        BigInteger given = chain.grants().stream().map(Rows.Grant::fil).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger held =
                chain.accounts().all().stream().map(Rows.Account::balance).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger escrow = chain.escrows().all().values().stream()
                .map(Rows.Escrow::total)
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (!given.equals(held.add(escrow))) {
            found.add(new Violation(
                    "funds", given + " given, but " + held + " in accounts and " + escrow + " in escrow"));
        }
        chain.escrows().all().forEach((id, row) -> {
            BigInteger locked = locked(Long.parseLong(id));
            if (!locked.equals(row.locked())) {
                found.add(new Violation(
                        "funds", "t0" + id + " has " + row.locked() + " locked, its deals lock " + locked));
            }
        });
    }

    /** What the deals that are neither over nor slashed lock of somebody's money. */
    private BigInteger locked(long id) {
        BigInteger locked = BigInteger.ZERO;
        for (Rows.Deal deal : chain.market().where(Rows.Deal::isLive)) {
            if (deal.proposal().client().id() == id) {
                locked = locked.add(deal.proposal().clientLocks());
            }
            if (deal.proposal().provider().id() == id) {
                locked = locked.add(deal.proposal().providerCollateral());
            }
        }
        return locked;
    }

    static String state(Rows.Deal deal) {
        if (deal.slashed() >= 0) {
            return "slashed";
        }
        if (deal.isOver()) {
            return deal.sectorStart() >= 0 ? "expired" : "removed";
        }
        return deal.sectorStart() >= 0 ? "active" : "published";
    }
}
