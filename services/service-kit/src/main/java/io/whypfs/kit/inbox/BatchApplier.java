package io.whypfs.kit.inbox;

import io.whypfs.kit.inbox.ReceivedRecord.Poison;
import io.whypfs.kit.inbox.ReceivedRecord.Readable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives a batch its effect: all in one transaction, else each in one of its own, so that one record that does not go
 * through holds up no other.
 */
final class BatchApplier {

    private static final Logger LOG = Logger.getLogger(BatchApplier.class);

    private final InboxTransaction transaction;
    private final DeadLetters deadLetters;
    private final InboxMetrics metrics;
    private final int attempts;

    BatchApplier(InboxTransaction transaction, DeadLetters deadLetters, InboxMetrics metrics, int attempts) {
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.attempts = attempts;
    }

    /**
     * Returns when every record has had its effect or is a dead letter. May be called again with the same records: what
     * had its effect is not done twice.
     *
     * @throws DatabaseAwayException when the database went away
     * @throws BrokerAwayException when a dead letter could not be written
     */
    void apply(List<ReceivedRecord> records) throws DatabaseAwayException, BrokerAwayException, InterruptedException {
        List<Readable> readable = new ArrayList<>();
        List<Poison> poison = new ArrayList<>();
        for (ReceivedRecord record : records) {
            switch (record) {
                case Readable good -> readable.add(good);
                case Poison bad -> poison.add(bad);
            }
        }
        if (!readable.isEmpty() && !together(readable)) {
            poison.addAll(oneByOne(readable));
        }
        for (Poison bad : poison) {
            deadLetters.put(bad);
            metrics.dead();
        }
    }

    private boolean together(List<Readable> records) throws DatabaseAwayException {
        try {
            metrics.applied(transaction.apply(records), records.size());
            return true;
        } catch (PoisonEventException | SQLException | RuntimeException e) {
            transaction.requireDatabase();
            LOG.warnf("records=%d error=\"a batch did not go through, each is tried alone: %s\"", records.size(), e);
            return false;
        }
    }

    private List<Poison> oneByOne(List<Readable> records) throws DatabaseAwayException {
        List<Poison> poison = new ArrayList<>();
        for (Readable record : records) {
            reasonOfFailure(record).ifPresent(reason -> poison.add(new Poison(record.raw(), reason)));
        }
        return poison;
    }

    /** Empty when the record had its effect. */
    private Optional<String> reasonOfFailure(Readable record) throws DatabaseAwayException {
        String reason = "never tried";
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                metrics.applied(transaction.apply(List.of(record)), 1);
                return Optional.empty();
            } catch (PoisonEventException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            } catch (SQLException | RuntimeException e) {
                transaction.requireDatabase();
                reason = "failed " + attempt + " times: " + e.getClass().getSimpleName() + ": " + e.getMessage();
                LOG.warnf(
                        e,
                        "eventId=%s attempt=%d error=\"%s\"",
                        record.envelope().id(),
                        attempt,
                        e.getMessage());
            }
        }
        return Optional.of(reason);
    }
}
