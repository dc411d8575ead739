package io.whypfs.scheduler.gc;

import java.sql.Connection;

/** The port to failed contents in a database. */
public final class GcContents {

    private GcContents() {}

    public static FailedContents in(Connection connection) {
        return new FailedContentRepository(connection);
    }
}
