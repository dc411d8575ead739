package io.whypfs.filecoin.address;

import io.whypfs.filecoin.FilecoinFormatException;

/** Text or bytes that are no Filecoin address. */
public final class AddressException extends FilecoinFormatException {

    private static final long serialVersionUID = 1L;

    /** Which rule was broken. */
    public enum Reason {
        UNKNOWN_NETWORK,
        UNKNOWN_PROTOCOL,
        INVALID_LENGTH,
        INVALID_PAYLOAD,
        INVALID_CHECKSUM,
        INVALID_BASE32,
        ID_OUT_OF_RANGE
    }

    private final Reason reason;

    AddressException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    AddressException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
