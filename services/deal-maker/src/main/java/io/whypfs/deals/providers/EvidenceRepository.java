package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.filecoin.address.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Track records and events of providers, on the caller's connection. */
final class EvidenceRepository {

    /** The record as it stands, locked until the transaction ends; empty when there is no such provider. */
    Optional<TrackRecord> lock(Connection connection, Address provider) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from providers where address = ? for no key update")) {
            select.setString(1, provider.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(ProviderRows.record(row)) : Optional.empty();
            }
        }
    }

    void write(Connection connection, Address provider, TrackRecord record) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update providers set proposed = ?, accepted = ?, rejected = ?, busy = ?, unreachable = ?, transferred = ?,
                        bytes_transferred = ?, transfer_millis = ?, activated = ?, epochs_to_activation = ?, failed = ?,
                        slashed = ?, score_good = ?, score_bad = ?, score_epoch = ?, failures_in_row = ?,
                        back_off_until = ?, back_off_why = ?
                    where address = ?
                """)) {
            TrackRecord.Counts counts = record.counts();
            update.setLong(1, counts.proposed());
            update.setLong(2, counts.accepted());
            update.setLong(3, counts.rejected());
            update.setLong(4, counts.busy());
            update.setLong(5, counts.unreachable());
            update.setLong(6, counts.transferred());
            update.setLong(7, counts.bytesTransferred());
            update.setLong(8, counts.transferMillis());
            update.setLong(9, counts.activated());
            update.setLong(10, counts.epochsToActivation());
            update.setLong(11, counts.failed());
            update.setLong(12, counts.slashed());
            update.setDouble(13, record.score().good());
            update.setDouble(14, record.score().bad());
            update.setLong(15, record.score().epoch());
            update.setInt(16, record.failuresInRow());
            update.setLong(17, record.backOff().untilEpoch());
            update.setString(18, record.backOff().why());
            update.setString(19, provider.toString());
            update.executeUpdate();
        }
    }

    /** Keeps an event, and of the older ones the newest. */
    void append(Connection connection, Address provider, ProviderEvent event, int keep) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into provider_events (provider, at, epoch, deal, kind, rejection, text)
                    values (?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setString(1, provider.toString());
            insert.setTimestamp(2, Timestamp.from(event.at()));
            insert.setLong(3, event.epoch());
            insert.setObject(4, event.deal());
            insert.setString(5, event.kind());
            insert.setString(6, event.rejection().map(RejectionClass::name).orElse(null));
            insert.setString(7, event.text());
            insert.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from provider_events where provider = ? and id <= (
                    select id from provider_events where provider = ? order by id desc offset ? limit 1)
                """)) {
            delete.setString(1, provider.toString());
            delete.setString(2, provider.toString());
            delete.setInt(3, keep);
            delete.executeUpdate();
        }
    }

    /** The events that are kept, newest first. */
    List<ProviderEvent> events(Connection connection, Address provider) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from provider_events where provider = ? order by id desc")) {
            select.setString(1, provider.toString());
            List<ProviderEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new ProviderEvent(
                            row.getTimestamp("at").toInstant(),
                            row.getLong("epoch"),
                            row.getObject("deal", UUID.class),
                            row.getString("kind"),
                            Optional.ofNullable(row.getString("rejection")).map(RejectionClass::valueOf),
                            row.getString("text")));
                }
            }
            return events;
        }
    }
}
