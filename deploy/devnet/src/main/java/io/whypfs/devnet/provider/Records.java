package io.whypfs.devnet.provider;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import io.whypfs.devnet.wire.DealProposal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What providers keep: their deals, and a log of every proposal, fetch and oddity, for the dump. */
public final class Records {

    private final Store store;
    private final Clock clock;
    private final Table<ProviderDeal> deals;
    private final Table<Offer> offers;
    private final Table<Fetch> fetches;
    private final Table<Oddity> oddities;

    /**
     * A proposal that came in.
     *
     * @param signed by the client
     * @param answer the message of the answer, or what was done to the connection
     */
    public record Offer(
            long number,
            String time,
            long epoch,
            String provider,
            @Nullable UUID uuid,
            @Nullable Cid signedProposal,
            @Nullable DealProposal proposal,
            @Nullable Cid root,
            long transferSize,
            String transfer,
            boolean signed,
            boolean accepted,
            String answer) {}

    /** One request of a transfer. @param status 0 when there was no answer */
    public record Fetch(
            long number,
            String time,
            String provider,
            UUID uuid,
            String url,
            int attempt,
            String range,
            int status,
            long bytes,
            String outcome) {}

    /** Something readable that should not have been written so, or a bad signature, or a bad answer of our server. */
    public record Oddity(long number, String time, String where, String kind, String what) {}

    /** The kinds of oddities. */
    public static final String CBOR = "cbor";

    public static final String SIGNATURE = "signature";
    public static final String SERVER = "server";
    public static final String REQUEST = "request";

    public Records(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.deals = store.table("provider-deals", ProviderDeal.class, false);
        this.offers = store.table("offers", Offer.class, false);
        this.fetches = store.table("fetches", Fetch.class, false);
        this.oddities = store.table("oddities", Oddity.class, false);
    }

    public String now() {
        return clock.instant().toString();
    }

    public Table<ProviderDeal> deals() {
        return deals;
    }

    public Optional<ProviderDeal> find(String provider, UUID uuid) {
        return deals.find(provider + "/" + uuid);
    }

    /** Puts another row in a deal's place, as long as it has not ended meanwhile. */
    void move(ProviderDeal deal, ProviderDeal.Progress next) {
        deals.put(deal.key(), deal.with(next));
    }

    void offered(Offer offer) {
        offers.put(Integer.toString(offers.size()), offer);
    }

    int nextOffer() {
        return offers.size();
    }

    void fetched(ProviderDeal deal, String url, int attempt, String range, int status, long bytes, String outcome) {
        store.tick(() -> {
            int number = fetches.size();
            fetches.put(
                    Integer.toString(number),
                    new Fetch(
                            number, now(), deal.provider(), deal.uuid(), url, attempt, range, status, bytes, outcome));
        });
    }

    public void odd(String where, String kind, String what) {
        store.tick(() -> {
            int number = oddities.size();
            oddities.put(Integer.toString(number), new Oddity(number, now(), where, kind, what));
        });
    }

    public List<Offer> offers() {
        return offers.all();
    }

    public List<Fetch> fetches() {
        return fetches.all();
    }

    public List<Oddity> oddities() {
        return oddities.all();
    }
}
