package io.whypfs.deals.wallet;

/** The wallet cannot do what it was asked for; the message is one sentence for the operator. */
public sealed class WalletException extends Exception permits UnknownAccountException {

    public WalletException(String message) {
        super(message);
    }

    public WalletException(String message, Throwable cause) {
        super(message, cause);
    }
}
