package io.whypfs.filecoin;

/** Bytes, text or values that Filecoin's rules do not allow. Final: the same input fails again. */
public class FilecoinFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public FilecoinFormatException(String message) {
        super(message);
    }

    public FilecoinFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
