package io.whypfs.deals.providers;

/** The registry's tables cannot be reached or refuse; nothing was written. */
public final class ProviderStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
