package io.whypfs.kit.inbox;

/** The broker did not take a dead letter; the record is to be tried again. */
final class BrokerAwayException extends Exception {

    BrokerAwayException(Throwable cause) {
        super("the broker does not take dead letters: " + cause.getMessage(), cause);
    }
}
