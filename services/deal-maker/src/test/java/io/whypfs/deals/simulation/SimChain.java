package io.whypfs.deals.simulation;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.chain.CollateralBounds;
import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.deals.chain.MessageOutcome;
import io.whypfs.deals.chain.MinerInfo;
import io.whypfs.deals.chain.NetworkIdentity;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.cbor.CborWriter;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A chain that takes and drops deals as the market actor does, and that reorganises: what was published in its last epochs
 * is undone and lands again, under other numbers.
 */
final class SimChain implements Chain {

    static final Address CLIENT_ID = Address.id(5000);
    private static final long PUBLISH = 4;
    private static final long GONE = -1;

    private final SimTime time;
    private final RandomGenerator random;
    private final Address client;
    private final Map<Cid, Publishing> messages = new LinkedHashMap<>();
    private final Map<Long, Market> deals = new LinkedHashMap<>();
    private final Map<Cid, Cid> replacements = new HashMap<>();
    private final List<Cid> forgeries = new ArrayList<>();
    private final List<Cid> dropped = new ArrayList<>();
    private long lastDealId = 100;
    private long nonce;
    private long awayUntil = GONE;

    SimChain(SimTime time, RandomGenerator random, Address client) {
        this.time = time;
        this.random = random;
        this.client = client;
    }

    /** A message that publishes: waiting for an epoch, or executed. */
    private static final class Publishing {
        final ChainMessage message;
        final List<ClientDealProposal> batch;
        long at;
        byte[] returned = new byte[0];
        boolean executed;

        Publishing(ChainMessage message, List<ClientDealProposal> batch, long at) {
            this.message = message;
            this.batch = batch;
            this.at = at;
        }
    }

    /** A deal on the chain. */
    static final class Market {
        final DealProposal proposal;
        final Cid signed;
        final long publishedAt;
        long sectorStart = OnChainDeal.NOT_YET;
        long slash = OnChainDeal.NOT_YET;

        Market(DealProposal proposal, Cid signed, long publishedAt) {
            this.proposal = proposal;
            this.signed = signed;
            this.publishedAt = publishedAt;
        }
    }

    // What providers and the world do.

    /** Sends a batch; the message lands within a few epochs. */
    Cid publish(Address provider, List<ClientDealProposal> batch) {
        CborWriter params = new CborWriter().list(1).list(batch.size());
        batch.forEach(deal -> deal.write(params));
        ChainMessage message = new ChainMessage(
                Address.STORAGE_MARKET,
                provider,
                nonce++,
                TokenAmount.ZERO,
                1,
                TokenAmount.ZERO,
                TokenAmount.ofAttoFil(1),
                PUBLISH,
                params.toBytes());
        ChainMessage landing =
                random.nextInt(6) == 0 ? message.withGas(1, TokenAmount.ZERO, TokenAmount.ofAttoFil(2)) : message;
        if (landing != message) {
            replacements.put(message.cid(), landing.cid());
        }
        messages.put(landing.cid(), new Publishing(landing, batch, time.epoch() + random.nextInt(1, 4)));
        return message.cid();
    }

    /** A provider proves that a deal's piece is in a sector. */
    void prove(long dealId) {
        Market deal = deals.get(dealId);
        if (deal != null
                && deal.sectorStart == OnChainDeal.NOT_YET
                && time.epoch() <= deal.proposal.start().height()) {
            deal.sectorStart = time.epoch();
        }
    }

    void slash(long dealId) {
        Market deal = deals.get(dealId);
        if (deal != null && deal.sectorStart > OnChainDeal.NOT_YET && deal.slash == OnChainDeal.NOT_YET) {
            deal.slash = time.epoch();
        }
    }

    void goAway(long epochs) {
        awayUntil = time.epoch() + epochs;
    }

    /** Undoes the last epochs. */
    void reorganise(long depth) {
        long from = time.epoch() - depth;
        for (Publishing message : messages.values()) {
            if (message.executed && message.at > from) {
                message.executed = false;
                message.at = time.epoch() + random.nextInt(1, 3);
                deals.entrySet()
                        .removeIf(entry -> entry.getValue().publishedAt > from
                                && message.batch.stream()
                                        .anyMatch(deal -> deal.cid().equals(entry.getValue().signed)));
            }
        }
        for (Market deal : deals.values()) {
            deal.sectorStart = deal.sectorStart > from ? OnChainDeal.NOT_YET : deal.sectorStart;
            deal.slash = deal.slash > from ? OnChainDeal.NOT_YET : deal.slash;
        }
    }

    void tick() {
        for (Publishing message : messages.values()) {
            if (!message.executed && message.at <= time.epoch()) {
                execute(message);
            }
        }
        deals.values().removeIf(deal -> {
            boolean isUnproven = deal.sectorStart == OnChainDeal.NOT_YET
                    && time.epoch() > deal.proposal.start().height();
            return isUnproven || time.epoch() >= deal.proposal.end().height();
        });
    }

    private void execute(Publishing message) {
        message.executed = true;
        message.at = time.epoch();
        List<Long> ids = new ArrayList<>();
        List<Boolean> taken = new ArrayList<>();
        for (ClientDealProposal deal : message.batch) {
            boolean takes = takes(deal);
            taken.add(takes);
            if (takes) {
                ids.add(++lastDealId);
                deals.put(lastDealId, new Market(idForm(deal.proposal()), deal.cid(), time.epoch()));
            }
        }
        CborWriter out = new CborWriter().list(2).list(ids.size());
        ids.forEach(out::integer);
        message.returned = out.bytes(BitField.of(taken)).toBytes();
    }

    /** What the market actor checks, as far as it matters here. */
    private boolean takes(ClientDealProposal deal) {
        DealProposal proposal = deal.proposal();
        boolean isForged =
                !Secp256k1.verifies(deal.signature(), proposal.encode(), client) && !forgeries.contains(deal.cid());
        boolean isDouble = deals.values().stream().anyMatch(other -> other.signed.equals(deal.cid()));
        return !isForged
                && !isDouble
                && !dropped.contains(deal.cid())
                && proposal.start().height() > time.epoch();
    }

    /** Lets a proposal pass whose signature is wrong, as no real chain would: what a lying node might show. */
    void letPass(ClientDealProposal forged) {
        forgeries.add(forged.cid());
    }

    /** Drops this deal from whatever batch it is in. */
    void drop(Cid signed) {
        dropped.add(signed);
    }

    private DealProposal idForm(DealProposal p) {
        return new DealProposal(
                p.pieceCid(),
                p.pieceSize(),
                p.verified(),
                CLIENT_ID,
                p.provider(),
                p.label(),
                p.start(),
                p.end(),
                p.storagePricePerEpoch(),
                p.providerCollateral(),
                p.clientCollateral());
    }

    Map<Long, Market> deals() {
        return deals;
    }

    /** The number of the deal that a signed proposal became; empty when it is not on the chain now. */
    Optional<Long> numberOf(Cid signed) {
        return deals.entrySet().stream()
                .filter(entry -> entry.getValue().signed.equals(signed))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    long collateralMin() {
        return 1000 + time.epoch() / 16;
    }

    // What the deal-maker asks.

    private void requireThere() throws ChainException {
        if (time.epoch() < awayUntil) {
            throw new ChainException.NodeUnreachable("The simulated node is away.");
        }
    }

    @Override
    public ChainHead head() throws ChainException {
        requireThere();
        return new ChainHead(time.epoch(), time.instant(), List.of());
    }

    @Override
    public NetworkIdentity network() throws ChainException {
        requireThere();
        return new NetworkIdentity("simulation", List.of(), SimTime.EPOCH);
    }

    @Override
    public Optional<Address> idAddress(Address address) throws ChainException {
        requireThere();
        return Optional.of(CLIENT_ID);
    }

    @Override
    public CollateralBounds collateralBounds(PaddedPieceSize size, boolean verified) throws ChainException {
        requireThere();
        return new CollateralBounds(TokenAmount.ofAttoFil(collateralMin()), TokenAmount.ofAttoFil(Long.MAX_VALUE));
    }

    @Override
    public Optional<BigInteger> datacap(Address address) throws ChainException {
        requireThere();
        return Optional.empty();
    }

    @Override
    public Optional<OnChainDeal> deal(long chainDealId) throws ChainException {
        requireThere();
        return Optional.ofNullable(deals.get(chainDealId))
                .map(deal -> new OnChainDeal(deal.proposal, deal.sectorStart, deal.slash));
    }

    @Override
    public Optional<MessageOutcome> outcome(Cid message) throws ChainException {
        requireThere();
        Cid landed = replacements.getOrDefault(message, message);
        return Optional.ofNullable(messages.get(landed))
                .filter(found -> found.executed)
                .map(found -> new MessageOutcome(landed, 0, found.returned, found.at));
    }

    @Override
    public Optional<ChainMessage> message(Cid cid) throws ChainException {
        requireThere();
        return Optional.ofNullable(messages.get(cid)).map(found -> found.message);
    }

    @Override
    public MinerInfo miner(Address provider) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasMinPower(Address provider) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Address keyAddress(Address address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MarketBalance marketBalance(Address address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TokenAmount balance(Address wallet) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nonce(Address wallet) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChainMessage withGas(ChainMessage message, TokenAmount maxFee) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cid push(SignedMessage message) {
        throw new UnsupportedOperationException();
    }
}
