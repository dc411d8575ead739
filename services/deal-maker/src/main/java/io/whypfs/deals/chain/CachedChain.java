package io.whypfs.deals.chain;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the answers about providers, addresses and collateral for as long as the head stays the same; a reorganised chain
 * has another head. What is spent or awaited (balances, datacap, deals, messages) is always asked. Safe for use by several
 * threads.
 */
final class CachedChain extends ForwardingChain {

    private static final int MAX_ANSWERS = 10_000;

    private final Chain chain;
    private volatile Kept kept = new Kept(new ChainHead(-1, Instant.EPOCH, List.of()), Map.of());

    CachedChain(Chain chain) {
        this.chain = chain;
    }

    private record Kept(ChainHead head, Map<Question, Object> answers) {}

    private record Question(String method, Object about, boolean verified) {}

    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws ChainException;
    }

    @Override
    protected Chain checked() {
        return chain;
    }

    @Override
    public MinerInfo miner(Address provider) throws ChainException {
        return kept(new Question("miner", provider, false), MinerInfo.class, () -> chain.miner(provider));
    }

    @Override
    public boolean hasMinPower(Address provider) throws ChainException {
        return kept(new Question("power", provider, false), Boolean.class, () -> chain.hasMinPower(provider));
    }

    @Override
    public Optional<Address> idAddress(Address address) throws ChainException {
        Object id = kept(
                new Question("id", address, false),
                Object.class,
                () -> chain.idAddress(address).<Object>map(found -> found).orElse(Optional.empty()));
        return id instanceof Address found ? Optional.of(found) : Optional.empty();
    }

    @Override
    public Address keyAddress(Address address) throws ChainException {
        return kept(new Question("key", address, false), Address.class, () -> chain.keyAddress(address));
    }

    @Override
    public CollateralBounds collateralBounds(PaddedPieceSize size, boolean verified) throws ChainException {
        return kept(
                new Question("collateral", size, verified),
                CollateralBounds.class,
                () -> chain.collateralBounds(size, verified));
    }

    private <T> T kept(Question question, Class<T> type, Asking<T> asking) throws ChainException {
        Map<Question, Object> answers = answers(chain.head());
        Object known = answers.get(question);
        if (known != null) {
            return type.cast(known);
        }
        T answer = asking.ask();
        if (answers.size() < MAX_ANSWERS) {
            answers.put(question, answer);
        }
        return answer;
    }

    private Map<Question, Object> answers(ChainHead head) {
        Kept now = kept;
        if (!now.head().equals(head)) {
            now = new Kept(head, new ConcurrentHashMap<>());
            kept = now;
        }
        return now.answers();
    }
}
