package io.whypfs.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.api.errors.ApiException;
import io.whypfs.kit.outbox.OutboxRepository;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import io.whypfs.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class CommitterIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final PGSimpleDataSource DATA = new PGSimpleDataSource();

    private ContentCommitter committer;

    @BeforeAll
    static void aDatabase() {
        TestPostgres.Database database = TestPostgres.migratedDatabase();
        DATA.setUrl(database.jdbcUrl());
        DATA.setUser("whypfs_content");
        DATA.setPassword(database.password());
    }

    @BeforeEach
    void aCommitterThatIsNotStarted() throws Exception {
        try (Connection connection = DATA.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from contents");
            statement.execute("delete from outbox");
        }
        committer = new ContentCommitter(
                new ContentWriteRepository(DATA, new OutboxRepository()), () -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void writesWhatWaitsInOneTransaction() throws Exception {
        // Given
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (long id = 1; id <= 200; id++) {
            waiting.add(committer.commit(content(id, "f" + id, NOW)));
        }

        // When
        committer.start();
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        committer.stop();

        // Then
        assertThat(number("select count(*) from contents")).isEqualTo(200);
        assertThat(number("select count(*) from outbox")).isEqualTo(200);
        assertThat(number("select count(distinct xmin::text) from contents")).isEqualTo(1);
    }

    @Test
    void letsNoBadRowFailItsNeighbours() throws Exception {
        // Given
        CompletableFuture<Void> good = committer.commit(content(1, "good", NOW));
        CompletableFuture<Void> bad = committer.commit(content(2, "bad\0name", NOW));
        CompletableFuture<Void> alsoGood = committer.commit(content(3, "good too", NOW));

        // When
        committer.start();
        committer.stop();

        // Then
        good.join();
        alsoGood.join();
        assertUnavailable(bad);
        assertThat(number("select count(*) from contents")).isEqualTo(2);
    }

    @Test
    void refusesARowWhoseCoreAnsweredMoreThanHalfAMinuteAgo() throws Exception {
        // Given
        CompletableFuture<Void> late = committer.commit(content(1, "late", NOW.minusSeconds(31)));
        CompletableFuture<Void> inTime = committer.commit(content(2, "in time", NOW.minusSeconds(30)));

        // When
        committer.start();
        committer.stop();

        // Then
        inTime.join();
        assertUnavailable(late);
        assertThat(number("select min(id) from contents")).isEqualTo(2);
    }

    @Test
    void takesNothingOnceItIsStopped() throws Exception {
        committer.start();
        committer.stop();
        assertUnavailable(committer.commit(content(1, "after", NOW)));
    }

    private static void assertUnavailable(CompletableFuture<Void> done) {
        assertThatThrownBy(done::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    private static NewContent content(long id, String name, Instant answered) {
        return new NewContent(
                id,
                7,
                Cid.v1(0x55, Multihash.sha256(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                name,
                "file",
                new NewContent.Sizes(1, 1, 100, 1),
                "unixfs-v1-2025",
                6,
                new UUID(0, 1),
                null,
                answered);
    }

    private static long number(String sql) throws Exception {
        try (Connection connection = DATA.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
