package io.whypfs.devnet.chain;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Lint;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.PublishDeals;
import io.whypfs.devnet.wire.SignedProposal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The methods of actor f05 that a message can call. */
public final class MarketActor {

    /** A method's number, and the number under which other actors may call it. */
    public record Method(long number, long exported) {
        boolean is(long method) {
            return method == number || method == exported;
        }
    }

    public static final Method ADD_BALANCE = new Method(2, 822_473_126L);
    public static final Method WITHDRAW_BALANCE = new Method(3, 2_280_458_852L);
    public static final Method PUBLISH = new Method(4, 2_236_929_350L);

    static final int OK = 0;
    static final int ILLEGAL_ARGUMENT = 16;
    static final int FORBIDDEN = 18;
    static final int INSUFFICIENT_FUNDS = 19;
    static final int SERIALIZATION = 21;
    static final int UNHANDLED = 22;
    private final Accounts accounts;
    private final Escrows escrows;
    private final Market market;
    private final Lint lint;

    MarketActor(Accounts accounts, Escrows escrows, Market market, Lint lint) {
        this.accounts = accounts;
        this.escrows = escrows;
        this.market = market;
        this.lint = lint;
    }

    /** How a call ended. @param value the return value in CBOR, empty for none. @param why empty when all went well */
    record Outcome(int exit, byte[] value, String why) {

        static Outcome failed(int exit, String why) {
            return new Outcome(exit, new byte[0], why);
        }
    }

    /** @param from the sender. The message's value has not been moved yet */
    Outcome call(ChainMessage message, Rows.Message row, Rows.Account from, long epoch) {
        try {
            if (ADD_BALANCE.is(message.method())) {
                return addBalance(message);
            }
            if (WITHDRAW_BALANCE.is(message.method())) {
                return withdraw(message, from);
            }
            if (PUBLISH.is(message.method())) {
                return publish(message, row, from, epoch);
            }
            return Outcome.failed(UNHANDLED, "the market has no method " + message.method());
        } catch (BadBytes e) {
            return Outcome.failed(SERIALIZATION, "parameters do not decode: " + e.getMessage());
        }
    }

    private Outcome addBalance(ChainMessage message) throws BadBytes {
        CborReader params = new CborReader(message.params(), lint);
        Address to = Address.read(params);
        params.end();
        if (message.value().signum() <= 0) {
            return Outcome.failed(ILLEGAL_ARGUMENT, "balance to add must be greater than zero");
        }
        Optional<Rows.Account> account = accounts.find(to);
        if (account.isEmpty()) {
            return Outcome.failed(ILLEGAL_ARGUMENT, "failed to resolve address " + to);
        }
        escrows.add(account.get().id(), message.value());
        // The value goes to the market's escrow, not to the actor's own balance: see MessageExecution.
        return new Outcome(OK, new byte[0], "");
    }

    private Outcome withdraw(ChainMessage message, Rows.Account from) throws BadBytes {
        CborReader params = new CborReader(message.params(), lint);
        params.array(2, "the parameters of WithdrawBalance");
        Address of = Address.read(params);
        BigInteger wanted = params.amount();
        params.end();
        Optional<Rows.Account> account = accounts.find(of);
        if (account.isEmpty() || wanted.signum() < 0) {
            return Outcome.failed(ILLEGAL_ARGUMENT, "negative amount or unknown address " + of);
        }
        long id = account.get().id();
        if (id != from.id() && !isWorkerOf(from, id)) {
            return Outcome.failed(FORBIDDEN, "caller is not " + of);
        }
        BigInteger taken = wanted.min(escrows.of(id).available());
        escrows.add(id, taken.negate());
        accounts.add(from.id(), taken);
        return new Outcome(OK, new CborWriter().amount(taken).toBytes(), "");
    }

    private boolean isWorkerOf(Rows.Account caller, long provider) {
        Miner miner = market.miners().get(provider);
        return miner != null && (miner.workerId() == caller.id() || miner.owner() == caller.id());
    }

    private Outcome publish(ChainMessage message, Rows.Message row, Rows.Account from, long epoch) throws BadBytes {
        List<SignedProposal> deals = PublishDeals.readParams(message.params(), lint);
        if (deals.isEmpty()) {
            return Outcome.failed(ILLEGAL_ARGUMENT, "empty deals parameter");
        }
        Address provider = deals.getFirst().proposal().provider();
        Miner miner = provider.protocol() == Address.ID ? market.miners().get(provider.id()) : null;
        if (miner == null) {
            return Outcome.failed(ILLEGAL_ARGUMENT, "deal provider " + provider + " is not a storage miner actor");
        }
        if (!isWorkerOf(from, miner.id()) && !row.bareCheck()) {
            return Outcome.failed(
                    FORBIDDEN, "caller " + message.from() + " is not worker or control address of " + provider);
        }
        Market.Published published = market.publish(deals, miner, row.cid(), epoch, row.bareCheck());
        String why = String.join("; ", published.dropped());
        if (published.ids().isEmpty()) {
            return Outcome.failed(ILLEGAL_ARGUMENT, "All deal proposals invalid: " + why);
        }
        return new Outcome(OK, PublishDeals.returned(published.ids(), published.taken()), why);
    }
}
