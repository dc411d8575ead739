package io.whypfs.deals.wallet;

/** The wallet cannot do what it was asked for; the message is one sentence for the operator. */
public final class WalletException extends Exception {

    public WalletException(String message) {
        super(message);
    }

    public WalletException(String message, Throwable cause) {
        super(message, cause);
    }
}
