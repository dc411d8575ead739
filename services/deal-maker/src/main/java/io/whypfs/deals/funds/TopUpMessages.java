package io.whypfs.deals.funds;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import java.math.BigInteger;

/** Makes and signs the messages that add to a wallet's escrow, and the better paid ones that replace them. */
final class TopUpMessages {

    private static final BigInteger FIVE = BigInteger.valueOf(5);
    private static final BigInteger FOUR = BigInteger.valueOf(4);

    private final Chain chain;
    private final Wallet wallet;
    private final TokenAmount maxFee;

    TopUpMessages(Chain chain, Wallet wallet, TokenAmount maxFee) {
        this.chain = chain;
        this.wallet = wallet;
        this.maxFee = maxFee;
    }

    /** The first message, with the wallet's next nonce. */
    SignedMessage first(Address from, TokenAmount amount)
            throws ChainException, WalletException, FeeAboveLimitException {
        ChainMessage bare = ChainMessage.addBalance(from, chain.nonce(from), amount);
        return sign(chain.withGas(bare, maxFee));
    }

    /**
     * The same call with the same nonce, and with the premium that pools ask for a replacement: a quarter more, rounded up,
     * and one.
     */
    SignedMessage replacement(ChainMessage last) throws ChainException, WalletException, FeeAboveLimitException {
        ChainMessage estimated = chain.withGas(last.withGas(0, TokenAmount.ZERO, TokenAmount.ZERO), maxFee);
        TokenAmount premium = largest(estimated.gasPremium(), raised(last.gasPremium()));
        TokenAmount feeCap = largest(largest(estimated.gasFeeCap(), last.gasFeeCap()), premium);
        return sign(last.withGas(Math.max(estimated.gasLimit(), last.gasLimit()), feeCap, premium));
    }

    private SignedMessage sign(ChainMessage message) throws WalletException, FeeAboveLimitException {
        TokenAmount fee = message.gasFeeCap().times(message.gasLimit());
        if (fee.compareTo(maxFee) > 0) {
            throw new FeeAboveLimitException(fee, maxFee);
        }
        return new SignedMessage(
                message, wallet.sign(message.from(), message.cid().toBytes()));
    }

    private static TokenAmount raised(TokenAmount premium) {
        BigInteger quarterMore = premium.attoFil()
                .multiply(FIVE)
                .add(FOUR.subtract(BigInteger.ONE))
                .divide(FOUR);
        return new TokenAmount(quarterMore.add(BigInteger.ONE));
    }

    private static TokenAmount largest(TokenAmount a, TokenAmount b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
