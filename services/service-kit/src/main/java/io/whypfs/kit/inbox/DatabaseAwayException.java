package io.whypfs.kit.inbox;

import java.sql.SQLException;

/** The database does not answer, or refuses for a reason of its own; what was to be written is to be tried again from the last offset that is done. */
final class DatabaseAwayException extends Exception {

    DatabaseAwayException(SQLException cause) {
        super("the database cannot be written: " + cause.getMessage(), cause);
    }
}
