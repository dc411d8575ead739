package io.whypfs.corenode.pieces;

import io.whypfs.events.BucketMembers;
import io.whypfs.events.BucketSealed;
import io.whypfs.events.Event;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.EventFormatException;
import io.whypfs.multiformats.Cid;
import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of its own, entered as core-node's role. */
public final class PieceDatabase {

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final EventCodec codec = new EventCodec();

    public PieceDatabase() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        source.setUrl(database.jdbcUrl());
        source.setUser("whypfs_core");
        source.setPassword(database.password());
    }

    public DataSource dataSource() {
        return source;
    }

    /** The facts in the outbox about a key, in order. */
    public List<EventEnvelope> facts(UUID key) throws SQLException, EventFormatException {
        List<EventEnvelope> facts = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT payload FROM core.outbox WHERE key = '" + key + "' ORDER BY id")) {
            while (rows.next()) {
                facts.add(codec.decode(rows.getString(1)));
            }
        }
        return facts;
    }

    /** The first column of the first row, as text. */
    public String text(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the scheduler tells when it seals a bucket, in its order. */
    public static List<Event> sealing(UUID bucket, UUID core, List<Cid> members) {
        List<Event> facts = new ArrayList<>();
        int part = 0;
        for (int from = 0; from < members.size(); from += 1000) {
            List<BucketMembers.Member> told = new ArrayList<>();
            for (int i = from; i < Math.min(members.size(), from + 1000); i++) {
                told.add(new BucketMembers.Member(i + 1L, members.get(i).toString()));
            }
            facts.add(new BucketMembers(bucket, ++part, told));
        }
        facts.add(new BucketSealed(
                bucket, 7, "of a test", core.toString(), null, members.size(), part, 1_000_000, "A test seals it."));
        return facts;
    }
}
