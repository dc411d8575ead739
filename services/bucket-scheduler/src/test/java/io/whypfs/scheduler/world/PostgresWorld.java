package io.whypfs.scheduler.world;

import io.whypfs.events.ContentEvent;
import io.whypfs.events.DealEvent;
import io.whypfs.events.Event;
import io.whypfs.events.EventCodec;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceEvent;
import io.whypfs.kit.inbox.ContentBatches;
import io.whypfs.kit.inbox.EventHandler;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.scheduler.buckets.Bucket;
import io.whypfs.scheduler.buckets.BucketRepository;
import io.whypfs.scheduler.buckets.JdbcTransactions;
import io.whypfs.scheduler.buckets.PieceHandler;
import io.whypfs.scheduler.buckets.Transactions;
import io.whypfs.scheduler.checker.DealHandler;
import io.whypfs.scheduler.contents.ContentHandler;
import io.whypfs.scheduler.contents.ContentRepository;
import io.whypfs.scheduler.gc.GcContents;
import io.whypfs.scheduler.gc.GivingUp;
import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The storage in a migrated database of its own; facts come in through the handlers that the consumers use. */
public final class PostgresWorld implements World {

    private final DataSource dataSource;
    private final OutboxRepository outbox = new OutboxRepository();
    private final JdbcTransactions transactions;
    private final EventCodec codec = new EventCodec();
    private final Connection inbox;

    /** Its connection for facts that come in ends with its database server. */
    public PostgresWorld() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser("whypfs_bucket");
        source.setPassword(database.password());
        this.dataSource = source;
        this.transactions = new JdbcTransactions(source, outbox, () -> {});
        try {
            this.inbox = source.getConnection();
            inbox.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    public JdbcTransactions jdbcTransactions() {
        return transactions;
    }

    @Override
    public void tell(Event fact, long sequence, Instant time) throws Exception {
        EventHandler handler = switch (fact) {
            case ContentEvent content -> new ContentBatches(new ContentHandler(new ContentRepository(), outbox));
            case PieceEvent piece -> new PieceHandler(outbox);
            case DealEvent deal -> new DealHandler(outbox);
            default -> throw new IllegalArgumentException(fact.type());
        };
        handler.apply(inbox, EventEnvelope.of(fact, sequence, time, null));
        inbox.commit();
    }

    @Override
    public List<EventEnvelope> told() throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select payload from outbox order by id");
                ResultSet rows = select.executeQuery()) {
            List<EventEnvelope> facts = new ArrayList<>();
            while (rows.next()) {
                facts.add(codec.decode(rows.getString(1)));
            }
            return facts;
        }
    }

    @Override
    public List<Bucket> buckets() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select uuid from buckets order by id");
                ResultSet rows = select.executeQuery()) {
            List<Bucket> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new BucketRepository()
                        .find(connection, rows.getObject(1, UUID.class))
                        .orElseThrow());
            }
            return found;
        }
    }

    @Override
    public Standing standing(long content) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select state, bucket_uuid, why, gives_up_at from contents where content_id = ?")) {
            select.setLong(1, content);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Timestamp givesUpAt = row.getTimestamp(4);
                return new Standing(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        givesUpAt == null ? null : givesUpAt.toInstant());
            }
        }
    }

    @Override
    public GivingUp.Report giveUp(GivingUp givingUp) throws SQLException {
        return transactions.onConnection(connection -> givingUp.run(GcContents.in(connection)));
    }
}
