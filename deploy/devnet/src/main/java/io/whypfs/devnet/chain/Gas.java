package io.whypfs.devnet.chain;

import io.whypfs.devnet.wire.ChainMessage;
import java.math.BigInteger;

/** What messages cost: a fixed amount per method, and more per deal that is published. */
final class Gas {

    static final BigInteger PREMIUM = BigInteger.valueOf(100_000);
    private static final long SEND = 500_000;
    private static final long MARKET_CALL = 9_000_000;
    private static final long PUBLISH = 20_000_000;
    private static final long PER_BYTE = 60_000;

    private Gas() {}

    static long used(ChainMessage message) {
        if (message.method() == 0) {
            return SEND;
        }
        boolean publish = MarketActor.PUBLISH.is(message.method());
        return publish ? PUBLISH + PER_BYTE * message.params().length : MARKET_CALL;
    }

    /** A quarter more than will be used, as nodes estimate. */
    static long limit(ChainMessage message) {
        return used(message) * 5 / 4;
    }

    /** What is paid per unit. */
    static BigInteger price(ChainMessage message, BigInteger baseFee) {
        return message.gasFeeCap().min(baseFee.add(message.gasPremium()));
    }
}
