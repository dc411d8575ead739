package io.whypfs.api.gateway;

/** A refusal of the gateway: a status and one plain sentence, never HTML. */
final class GatewayException extends RuntimeException {

    private final int status;

    GatewayException(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
