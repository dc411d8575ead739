package io.whypfs.corenode.pieces.layout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of {@code core.piece_sections}. */
public final class LayoutRepository {

    private static final String OFFSETS =
            "SELECT first_offset FROM core.piece_sections WHERE bucket = ? ORDER BY row_number";
    private static final String ROW =
            "SELECT first_offset, sections FROM core.piece_sections WHERE bucket = ? AND row_number = ?";
    private static final String INSERT =
            "INSERT INTO core.piece_sections (bucket, row_number, first_offset, sections) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (bucket, row_number) DO UPDATE"
                    + " SET first_offset = excluded.first_offset, sections = excluded.sections";
    private static final String CLEAR = "DELETE FROM core.piece_sections WHERE bucket = ?";

    private final DataSource dataSource;

    public LayoutRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Where each row of a piece begins, in order; none for a bucket without a layout. */
    long[] offsets(UUID bucket) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(OFFSETS)) {
            statement.setObject(1, bucket);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> offsets = new ArrayList<>();
                while (rows.next()) {
                    offsets.add(rows.getLong(1));
                }
                return offsets.stream().mapToLong(Long::longValue).toArray();
            }
        }
    }

    /** @throws SQLException when the row is not there, too */
    SectionRow row(UUID bucket, int number) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ROW)) {
            statement.setObject(1, bucket);
            statement.setInt(2, number);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("The layout of bucket " + bucket + " has no row " + number + ".");
                }
                return SectionRow.decode(number, rows.getLong(1), rows.getBytes(2));
            }
        }
    }

    /** Writes a row, in place of an older one of that number. */
    public void put(UUID bucket, int number, long firstOffset, byte[] sections) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, bucket);
            statement.setInt(2, number);
            statement.setLong(3, firstOffset);
            statement.setBytes(4, sections);
            statement.executeUpdate();
        }
    }

    /** Deletes all rows of a piece that is built anew. */
    public void clear(UUID bucket) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLEAR)) {
            statement.setObject(1, bucket);
            statement.executeUpdate();
        }
    }
}
