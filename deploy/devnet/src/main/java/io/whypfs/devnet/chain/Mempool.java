package io.whypfs.devnet.chain;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.SignedMessage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages that wait, and those that were executed or replaced. */
public final class Mempool {

    private static final long BLOCK_GAS = 10_000_000_000L;
    private static final BigInteger REPLACE = BigInteger.valueOf(125);
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    private final Table<Rows.Message> rows;
    private final Accounts accounts;
    private final ChainTime time;
    private final TipSets tipSets;
    private final Map<Cid, SignedMessage> pending = new LinkedHashMap<>();

    Mempool(Store store, Accounts accounts, ChainTime time, TipSets tipSets) {
        this.rows = store.table("messages", Rows.Message.class, false);
        this.accounts = accounts;
        this.time = time;
        this.tipSets = tipSets;
    }

    /** To be called when the store is open, and after a reorganisation. */
    void load() {
        pending.clear();
        rows.view().stream()
                .filter(Rows.Message::isPending)
                .forEach(row -> pending.put(row.cid(), SignedMessage.decode(row.signed())));
    }

    /**
     * Takes a message, if it is one.
     *
     * @param bare see {@link Rows.Message}
     * @return its CID
     */
    public Cid push(SignedMessage signed, boolean bare) throws Refused {
        ChainMessage message = signed.message();
        checkForm(signed);
        Rows.Account from = accounts.find(message.from())
                .orElseThrow(() -> new Refused("failed to look up actor state nonce: resolve address " + message.from()
                        + ": actor not found"));
        if (message.nonce() < from.nonce()) {
            throw new Refused("minimum expected nonce is " + from.nonce() + ": message nonce too low");
        }
        Optional<SignedMessage> rival = pendingOf(message.from()).stream()
                .filter(other -> other.message().nonce() == message.nonce())
                .findFirst();
        if (rival.isPresent()) {
            checkReplaces(signed, rival.get());
        }
        checkFunds(message, from, rival);
        rival.ifPresent(other -> replace(other.cid(), signed.cid()));
        long due =
                time.epoch() + 1 + signed.cid().digest()[0] % 3 + (signed.cid().digest()[0] < 0 ? 2 : 0);
        Rows.Message row = new Rows.Message(
                signed.cid(), message.cid(), signed.encode(), time.epoch(), due, -1, 0, new byte[0], 0, null, "", bare);
        rows.put(signed.cid().toString(), row);
        pending.put(signed.cid(), signed);
        return signed.cid();
    }

    private void checkForm(SignedMessage signed) throws Refused {
        ChainMessage message = signed.message();
        if (message.from().protocol() != Address.SECP256K1) {
            throw new Refused("this devnet verifies secp256k1 senders only, not " + message.from());
        }
        if (!signed.isSignedBy(message.from())) {
            throw new Refused("signature verification failed: invalid signature for " + message.from());
        }
        if (message.value().signum() < 0 || message.value().compareTo(Collateral.SUPPLY) > 0) {
            throw new Refused("invalid value: " + message.value());
        }
        if (message.gasPremium().signum() < 0 || message.gasFeeCap().signum() < 0) {
            throw new Refused("'GasPremium' and 'GasFeeCap' may not be negative");
        }
        if (message.gasPremium().compareTo(message.gasFeeCap()) > 0) {
            throw new Refused("'GasFeeCap' less than 'GasPremium'");
        }
        if (message.gasLimit() <= 0 || message.gasLimit() > BLOCK_GAS) {
            throw new Refused("'GasLimit' field cannot be " + message.gasLimit() + " (1 to " + BLOCK_GAS + ")");
        }
        BigInteger baseFee = tipSets.baseFee(time.epoch());
        if (message.gasFeeCap().compareTo(baseFee) < 0) {
            throw new Refused("'GasFeeCap' less than base fee: " + message.gasFeeCap() + " < " + baseFee);
        }
    }

    private static void checkReplaces(SignedMessage signed, SignedMessage rival) throws Refused {
        ChainMessage message = signed.message();
        if (signed.cid().equals(rival.cid())) {
            throw new Refused(
                    "message from " + message.from() + " with nonce " + message.nonce() + " already in mpool");
        }
        BigInteger least = rival.message()
                .gasPremium()
                .multiply(REPLACE)
                .add(HUNDRED.subtract(BigInteger.ONE))
                .divide(HUNDRED);
        if (message.gasPremium().compareTo(least) < 0) {
            throw new Refused("message from " + message.from() + " with nonce " + message.nonce()
                    + " already in mpool, increase GasPremium to " + least + " from " + message.gasPremium()
                    + " to trigger replace by fee: replace by fee has too low GasPremium");
        }
    }

    private void checkFunds(ChainMessage message, Rows.Account from, Optional<SignedMessage> rival) throws Refused {
        BigInteger needed = message.mostCost();
        for (SignedMessage other : pendingOf(message.from())) {
            boolean replaced =
                    rival.filter(each -> each.cid().equals(other.cid())).isPresent();
            if (!replaced) {
                needed = needed.add(other.message().mostCost());
            }
        }
        if (from.balance().compareTo(needed) < 0) {
            throw new Refused("mpool push: not enough funds: " + from.balance() + " < " + needed
                    + ": not enough funds to execute transaction");
        }
    }

    private void replace(Cid old, Cid by) {
        pending.remove(old);
        rows.find(old.toString()).ifPresent(row -> rows.put(old.toString(), row.replaced(by)));
    }

    /** By nonce. */
    public List<SignedMessage> pendingOf(Address from) {
        return pending.values().stream()
                .filter(signed -> signed.message().from().equals(from))
                .sorted(Comparator.comparingLong(signed -> signed.message().nonce()))
                .toList();
    }

    public List<SignedMessage> pending() {
        return List.copyOf(pending.values());
    }

    /** The next nonce: behind those that wait without a gap. */
    public long nextNonce(Rows.Account account, Address key) {
        long nonce = account.nonce();
        for (SignedMessage signed : pendingOf(key)) {
            if (signed.message().nonce() == nonce) {
                nonce++;
            }
        }
        return nonce;
    }

    /** Executes what is due. */
    void execute(MessageExecution execution, long epoch) {
        if (pending.isEmpty()) {
            return;
        }
        BigInteger baseFee = tipSets.baseFee(epoch);
        List<SignedMessage> inOrder = new ArrayList<>(pending.values());
        inOrder.sort(Comparator.comparingLong(signed -> signed.message().nonce()));
        for (SignedMessage signed : inOrder) {
            ChainMessage message = signed.message();
            Rows.Message row = rows.find(signed.cid().toString()).orElseThrow();
            long nonce = accounts.find(message.from()).map(Rows.Account::nonce).orElse(-1L);
            boolean taken = row.due() <= epoch
                    && nonce == message.nonce()
                    && message.gasFeeCap().compareTo(baseFee) >= 0
                    && execution.isPaid(message);
            if (taken) {
                pending.remove(signed.cid());
                rows.put(row.cid().toString(), execution.execute(row, message, baseFee, epoch));
            }
        }
    }

    /** What was executed after an epoch waits again. */
    void takeBack(long epoch, long now) {
        for (Rows.Message row : rows.all()) {
            if (row.height() > epoch) {
                rows.put(row.cid().toString(), row.pendingAgain(now + 2));
            }
        }
        load();
    }

    public Optional<Rows.Message> find(Cid cid) {
        return rows.find(cid.toString());
    }

    public List<Rows.Message> all() {
        return rows.all();
    }
}
