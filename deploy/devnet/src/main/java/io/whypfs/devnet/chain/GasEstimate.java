package io.whypfs.devnet.chain;

import io.whypfs.devnet.wire.ChainMessage;
import java.math.BigInteger;

/** Fills in what a message leaves at zero: gas limit, premium, fee cap. */
public final class GasEstimate {

    private GasEstimate() {}

    /** @param maxFee attoFIL; the fee cap is lowered so that the whole gas limit costs no more */
    public static ChainMessage fill(ChainMessage message, BigInteger baseFee, BigInteger maxFee) {
        long limit = message.gasLimit() == 0 ? Gas.limit(message) : message.gasLimit();
        BigInteger premium = message.gasPremium().signum() == 0 ? Gas.PREMIUM : message.gasPremium();
        BigInteger cap =
                message.gasFeeCap().signum() == 0 ? baseFee.shiftLeft(1).add(premium) : message.gasFeeCap();
        BigInteger affordable = maxFee.divide(BigInteger.valueOf(limit));
        BigInteger capped = cap.min(affordable);
        return new ChainMessage(
                message.to(),
                message.from(),
                message.nonce(),
                message.value(),
                limit,
                capped,
                premium.min(capped),
                message.method(),
                message.params());
    }
}
