package io.whypfs.corenode.pieces.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.corenode.pieces.PieceDatabase;
import io.whypfs.events.EventEnvelope;
import io.whypfs.events.PieceFetched;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.outbox.OutboxRepository;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransfersIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final PieceCid PIECE =
            PieceCid.parse("baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq");
    private static PieceDatabase database;

    private final UUID deal = UUID.randomUUID();
    private final TransfersRepository transfers =
            new TransfersRepository(database.dataSource(), new OutboxRepository(), Duration.ofSeconds(5));

    @BeforeAll
    static void migrate() {
        database = new PieceDatabase();
    }

    private boolean add(long from, long end, int secondsLater) throws SQLException {
        ByteSpans spans = new ByteSpans();
        spans.add(from, end);
        return transfers.add(deal, PIECE, 1000, spans, NOW.plusSeconds(secondsLater));
    }

    private PieceFetched told(long bytes, boolean whole) {
        return new PieceFetched(deal, PIECE.toString(), bytes, whole);
    }

    @Test
    void tellsTheFirstBytesThenEachFiveSecondsThenTheLast() throws Exception {
        // When, Then
        assertThat(add(0, 100, 0)).isTrue();
        assertThat(add(50, 150, 4)).isFalse();
        assertThat(add(900, 1000, 5)).isTrue();
        assertThat(add(0, 1000, 6)).isTrue();
        assertThat(add(0, 1000, 60)).isFalse();
        assertThat(database.facts(deal))
                .extracting(EventEnvelope::data)
                .containsExactly(told(100, false), told(250, false), told(1000, true));
        assertThat(database.facts(deal)).extracting(EventEnvelope::sequence).containsExactly(1L, 2L, 3L);
        assertThat(database.facts(deal)).extracting(EventEnvelope::time).contains(NOW.plusSeconds(5));
    }

    @Test
    void countsDistinctBytesOnly() throws Exception {
        // When
        for (int i = 0; i < 5; i++) {
            add(0, 600, i);
        }
        add(999, 1000, 10);

        // Then
        assertThat(database.facts(deal).getLast().data()).isEqualTo(told(601, false));
        assertThat(database.text("SELECT covered FROM core.piece_transfers WHERE deal = '" + deal + "'"))
                .isEqualTo("{[0,600),[999,1000)}");
    }

    @Test
    void aDealThatIsOverStaysSoWhateverIsServed() throws Exception {
        // Given
        try (var connection = database.dataSource().getConnection()) {
            transfers.end(connection, deal, PIECE, NOW);
        }

        // When
        add(0, 10, 1);

        // Then
        assertThat(database.text("SELECT over FROM core.piece_transfers WHERE deal = '" + deal + "'"))
                .isEqualTo("t");
        assertThat(database.facts(deal)).hasSize(1);
    }
}
