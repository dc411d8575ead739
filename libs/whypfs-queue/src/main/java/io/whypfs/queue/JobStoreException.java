package io.whypfs.queue;

import java.sql.SQLException;

/** The queue's database did not do what it was asked; may work again later. */
public final class JobStoreException extends RuntimeException {

    JobStoreException(SQLException cause) {
        super("the queue's database failed: " + cause.getMessage(), cause);
    }
}
