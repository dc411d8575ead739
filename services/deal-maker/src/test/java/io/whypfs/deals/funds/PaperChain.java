package io.whypfs.deals.funds;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.ChainException.NodeRefused;
import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.chain.CollateralBounds;
import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.deals.chain.MessageOutcome;
import io.whypfs.deals.chain.MinerInfo;
import io.whypfs.deals.chain.NetworkIdentity;
import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain on paper: keeps accounts, a pool with the rules of Lotus (nonce, replacement by fee, the same message twice) and
 * what was executed at which epoch.
 */
final class PaperChain implements Chain {

    static final Instant GENESIS = Instant.parse("2026-11-24T00:00:00Z");

    private final Map<Address, TokenAmount> balances = new HashMap<>();
    private final Map<Address, TokenAmount> escrow = new HashMap<>();
    private final Map<Address, TokenAmount> locked = new HashMap<>();
    private final Map<Address, Long> nonces = new HashMap<>();
    private final Map<Address, BigInteger> datacaps = new HashMap<>();
    private final Map<String, SignedMessage> pool = new HashMap<>();
    private final Map<Cid, SignedMessage> store = new HashMap<>();

    final List<SignedMessage> pushed = new ArrayList<>();
    final List<Executed> executed = new ArrayList<>();

    long height = 100_000;
    boolean takesMessages = true;
    boolean isAway;
    TokenAmount premium = TokenAmount.ofAttoFil(100);
    long gasLimit = 1_000;

    record Executed(SignedMessage message, long epoch, int exitCode) {}

    void give(Address wallet, String balance, String inEscrow) {
        balances.put(wallet, FilAmount.parse(balance));
        escrow.put(wallet, FilAmount.parse(inEscrow));
    }

    void lock(Address wallet, TokenAmount amount) {
        locked.put(wallet, amount);
    }

    void grant(Address wallet, long bytes) {
        datacaps.put(wallet, BigInteger.valueOf(bytes));
    }

    /** Goes on by some epochs; the first of them takes what is in the pool, when blocks take messages. */
    void go(int epochs) {
        for (int i = 0; i < epochs; i++) {
            height++;
            if (takesMessages) {
                pool.values().stream().toList().forEach(message -> execute(message, 0));
            }
        }
    }

    /** Puts a message into the chain that this installation did not make. */
    void useNonce(SignedMessage foreign) {
        store.put(foreign.cid(), foreign);
        execute(foreign, 0);
    }

    /** The next message that is taken fails with this code. */
    void fail(int exitCode) {
        height++;
        pool.values().stream().toList().forEach(message -> execute(message, exitCode));
    }

    /** Takes the last message out of the chain; it is forgotten by this node's pool as well. */
    void reorganise() {
        Executed last = executed.removeLast();
        ChainMessage message = last.message().message();
        nonces.merge(message.from(), -1L, Long::sum);
        if (last.exitCode() == 0) {
            move(message, message.value().times(-1));
        }
    }

    private void execute(SignedMessage signed, int exitCode) {
        ChainMessage message = signed.message();
        if (nonces.getOrDefault(message.from(), 0L) != message.nonce()) {
            return;
        }
        nonces.merge(message.from(), 1L, Long::sum);
        pool.remove(key(message));
        executed.add(new Executed(signed, height, exitCode));
        if (exitCode == 0) {
            move(message, message.value());
        }
    }

    private void move(ChainMessage message, TokenAmount amount) {
        balances.merge(message.from(), amount.times(-1), TokenAmount::plus);
        escrow.merge(message.from(), amount, TokenAmount::plus);
    }

    private static String key(ChainMessage message) {
        return message.from() + "/" + message.nonce();
    }

    private void requireHere() throws NodeUnreachable {
        if (isAway) {
            throw new NodeUnreachable("Nobody answers at the chain node's address.");
        }
    }

    @Override
    public Cid push(SignedMessage signed) throws ChainException {
        requireHere();
        ChainMessage message = signed.message();
        pushed.add(signed);
        store.put(signed.cid(), signed);
        if (!Secp256k1.verifies(signed.signature(), message.cid().toBytes(), message.from())) {
            throw refused("message signature is wrong");
        }
        if (message.nonce() < nonces.getOrDefault(message.from(), 0L)) {
            throw refused("message nonce too low");
        }
        SignedMessage other = pool.get(key(message));
        if (other != null && other.equals(signed)) {
            throw refused("message from " + message.from() + " already in mpool: message with nonce already exists");
        }
        if (other != null && message.gasPremium().compareTo(leastPremium(other)) < 0) {
            throw refused("replace by fee has too low GasPremium");
        }
        pool.put(key(message), signed);
        return signed.cid();
    }

    private static TokenAmount leastPremium(SignedMessage other) {
        BigInteger premium = other.message().gasPremium().attoFil();
        return new TokenAmount(premium.multiply(BigInteger.valueOf(125))
                .divide(BigInteger.valueOf(100))
                .add(BigInteger.ONE));
    }

    private static NodeRefused refused(String text) {
        return new NodeRefused("Filecoin.MpoolPush", 1, text);
    }

    @Override
    public Optional<MessageOutcome> outcome(Cid cid) throws ChainException {
        requireHere();
        SignedMessage wanted = store.get(cid);
        if (wanted == null) {
            return Optional.empty();
        }
        for (Executed done : executed) {
            ChainMessage message = done.message().message();
            if (!key(message).equals(key(wanted.message()))) {
                continue;
            }
            if (!message.value().equals(wanted.message().value())) {
                throw new NodeRefused(
                        "Filecoin.StateSearchMsg", 1, "found message with equal nonce as the one we look for");
            }
            return Optional.of(new MessageOutcome(done.message().cid(), done.exitCode(), new byte[0], done.epoch()));
        }
        return Optional.empty();
    }

    @Override
    public ChainHead head() throws ChainException {
        requireHere();
        Cid block = Cid.v1(
                Multicodec.DAG_CBOR,
                Multihash.hash(Multicodec.BLAKE2B_256, Long.toString(height).getBytes(StandardCharsets.UTF_8)));
        return new ChainHead(height, GENESIS.plusSeconds(30 * height), List.of(block));
    }

    @Override
    public NetworkIdentity network() {
        return new NetworkIdentity("whypfs-devnet", List.of(), Duration.ofSeconds(30));
    }

    @Override
    public MarketBalance marketBalance(Address client) throws ChainException {
        requireHere();
        return new MarketBalance(
                escrow.getOrDefault(client, TokenAmount.ZERO), locked.getOrDefault(client, TokenAmount.ZERO));
    }

    @Override
    public TokenAmount balance(Address wallet) throws ChainException {
        requireHere();
        return balances.getOrDefault(wallet, TokenAmount.ZERO);
    }

    @Override
    public long nonce(Address wallet) throws ChainException {
        requireHere();
        long next = nonces.getOrDefault(wallet, 0L);
        while (pool.containsKey(wallet + "/" + next)) {
            next++;
        }
        return next;
    }

    @Override
    public ChainMessage withGas(ChainMessage message, TokenAmount maxFee) throws ChainException {
        requireHere();
        return message.withGas(gasLimit, premium.times(2), premium);
    }

    @Override
    public Optional<BigInteger> datacap(Address client) {
        return Optional.ofNullable(datacaps.get(client));
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
    public Optional<Address> idAddress(Address address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Address keyAddress(Address address) {
        return address;
    }

    @Override
    public CollateralBounds collateralBounds(PaddedPieceSize size, boolean verified) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<OnChainDeal> deal(long chainDealId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ChainMessage> message(Cid cid) {
        return Optional.ofNullable(store.get(cid)).map(SignedMessage::message);
    }
}
