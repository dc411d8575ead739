package io.whypfs.devnet.chain;

import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import java.math.BigInteger;
import java.util.Optional;

/** Executes one message: nonce, gas, value, and the call. */
final class MessageExecution {

    private static final int OUT_OF_GAS = 7;
    private static final int INVALID_RECEIVER = 1;
    private final Accounts accounts;
    private final MarketActor marketActor;

    MessageExecution(Accounts accounts, MarketActor marketActor) {
        this.accounts = accounts;
        this.marketActor = marketActor;
    }

    /** Whether the sender can pay for it now; if not, no block takes it. */
    boolean isPaid(ChainMessage message) {
        return accounts.find(message.from())
                .filter(from -> from.balance().compareTo(message.mostCost()) >= 0)
                .isPresent();
    }

    Rows.Message execute(Rows.Message row, ChainMessage message, BigInteger baseFee, long epoch) {
        Rows.Account from = accounts.find(message.from()).orElseThrow(() -> new IllegalStateException("no sender"));
        long needed = Gas.used(message);
        long used = Math.min(needed, message.gasLimit());
        BigInteger cost = Gas.price(message, baseFee).multiply(BigInteger.valueOf(used));
        accounts.nextNonce(from.id());
        accounts.add(from.id(), cost.negate());
        accounts.add(Accounts.BURNT, cost);
        MarketActor.Outcome outcome = needed > message.gasLimit()
                ? MarketActor.Outcome.failed(OUT_OF_GAS, "out of gas: needs " + needed)
                : apply(row, message, from, epoch);
        return row.executed(epoch, outcome.exit(), outcome.value(), used, outcome.why());
    }

    private MarketActor.Outcome apply(Rows.Message row, ChainMessage message, Rows.Account from, long epoch) {
        Optional<Rows.Account> to = accounts.find(message.to());
        if (to.isPresent() && to.get().id() == Accounts.MARKET && message.method() != 0) {
            return toMarket(row, message, from, epoch);
        }
        if (message.method() != 0) {
            return MarketActor.Outcome.failed(MarketActor.UNHANDLED, message.to() + " has no such method");
        }
        boolean key =
                message.to().protocol() == Address.SECP256K1 || message.to().protocol() == Address.BLS;
        if (to.isEmpty() && !key) {
            return MarketActor.Outcome.failed(INVALID_RECEIVER, "there is no actor " + message.to());
        }
        long receiver = accounts.findOrMake(message.to()).id();
        accounts.add(from.id(), message.value().negate());
        accounts.add(receiver, message.value());
        return new MarketActor.Outcome(MarketActor.OK, new byte[0], "");
    }

    private MarketActor.Outcome toMarket(Rows.Message row, ChainMessage message, Rows.Account from, long epoch) {
        MarketActor.Outcome outcome = marketActor.call(message, row, from, epoch);
        if (outcome.exit() == MarketActor.OK && message.value().signum() > 0) {
            accounts.add(from.id(), message.value().negate());
            if (!MarketActor.ADD_BALANCE.is(message.method())) {
                accounts.add(Accounts.MARKET, message.value());
            }
        }
        return outcome;
    }
}
