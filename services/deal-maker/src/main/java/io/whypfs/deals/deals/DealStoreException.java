package io.whypfs.deals.deals;

/** The store cannot be reached or refuses; nothing was written. Tried again by whoever comes next. */
public final class DealStoreException extends RuntimeException {

    public DealStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
