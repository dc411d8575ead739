package io.whypfs.api.sweep;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.StubCore;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class SweepIT {

    @Inject
    Stubs stubs;

    @Inject
    Sweeper sweeper;

    @Inject
    DataSource dataSource;

    private String key = "";

    @BeforeEach
    void allIsWell() {
        stubs.up();
        key = stubs.auth.userKey();
    }

    @Test
    void confirmsPinsThatHaveARowAndReleasesThoseThatHaveNone() {
        // Given
        long stored = add("with a row");
        StubCore home = home(stored);
        await().until(() -> home.pins.get(stored));
        home.pins.put(stored, false);
        long orphan = 1L << 51;
        home.pins.put(orphan, false);

        // When
        sweeper.round();

        // Then
        assertThat(home.pins).containsEntry(stored, true).doesNotContainKey(orphan);
        assertThat(home.released).contains(orphan).doesNotContain(stored);
    }

    @Test
    void releasesTheOtherCoresPinOfAContentThatLivesElsewhere() {
        // Given
        long stored = add("lives on one core");
        StubCore other = home(stored) == stubs.coreA ? stubs.coreB : stubs.coreA;
        other.pins.put(stored, false);

        // When
        sweeper.round();

        // Then
        assertThat(other.pins).doesNotContainKey(stored);
        assertThat(home(stored).pins).containsKey(stored);
    }

    @Test
    void releasesThePinsOfDeletedContentsOnceTheirCoreIsBack() throws SQLException {
        // Given
        long id = add("deleted while its core is away");
        StubCore home = home(id);
        as(key, "DELETE", "/content/" + id);
        home.down();
        sweeper.round();
        assertThat(column("select state from content_homes where content_id = ?", id))
                .containsExactly("releasing");

        // When
        home.up();
        sweeper.round();

        // Then
        assertThat(home.released).contains(id);
        assertThat(column("select state from content_homes where content_id = ?", id))
                .isEmpty();
    }

    @Test
    void tellsAgainWhatTheSchedulerDoesNotKnow() throws SQLException {
        // Given
        long known = add("known");
        long unknown = add("unknown");
        stubs.scheduler.known.put(known, "unassigned");
        age(known);
        age(unknown);

        // When
        sweeper.round();

        // Then
        assertThat(column("select 'known' from contents where id = ? and known_at is not null", known))
                .containsExactly("known");
        assertThat(facts(known)).isEmpty();
        List<String> facts = facts(unknown);
        assertThat(facts).hasSize(1);
        JsonObject fact = new JsonObject(facts.getFirst());
        assertThat(fact.getString("type")).isEqualTo("ContentStored");
        assertThat(fact.getLong("sequence")).isEqualTo(1);
        assertThat(fact.getJsonObject("data").getJsonArray("homes").getString(0))
                .isEqualTo(home(unknown).id.toString());
    }

    @Test
    void tellsNothingTwiceThatStillWaits() throws SQLException {
        // Given
        long id = add("waits in the outbox");
        update("update contents set told_at = told_at - interval '4 minutes' where id = ?", id);

        // When
        sweeper.round();

        // Then
        assertThat(facts(id)).hasSize(1);
    }

    @Test
    void givesTheSchedulerTimeToHearBeforeItTellsOnceMore() throws SQLException {
        // Given
        long id = add("told again");
        age(id);
        sweeper.round();
        update("delete from outbox where key = cast(? as text)", id);

        // When
        sweeper.round();

        // Then
        assertThat(facts(id)).isEmpty();
    }

    @Test
    void tellsADeletionAgainUntilTheSchedulerHasDropped() throws SQLException {
        // Given
        long id = add("deleted and not heard");
        as(key, "DELETE", "/content/" + id);
        stubs.scheduler.known.put(id, "unassigned");
        age(id);

        // When
        sweeper.round();
        List<String> told = facts(id);
        stubs.scheduler.known.put(id, "dropped");
        age(id);
        sweeper.round();

        // Then
        assertThat(told).hasSize(1);
        assertThat(new JsonObject(told.getFirst()).getString("type")).isEqualTo("ContentDeleted");
        assertThat(new JsonObject(told.getFirst()).getLong("sequence")).isEqualTo(2);
        assertThat(column("select 'known' from contents where id = ? and known_at is not null", id))
                .containsExactly("known");
    }

    private long add(String content) {
        return upload(key, "/content/add", file("f", content)).json().getLong("estuaryId");
    }

    private StubCore home(long content) {
        return stubs.coreA.pins.containsKey(content) ? stubs.coreA : stubs.coreB;
    }

    /** Four minutes pass, and what was told is lost. */
    private void age(long content) throws SQLException {
        update("update contents set told_at = told_at - interval '4 minutes' where id = ?", content);
        update("delete from outbox where key = cast(? as text)", content);
    }

    private List<String> facts(long content) throws SQLException {
        return column("select payload from outbox where key = cast(? as text)", content);
    }

    private void update(String sql, long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private List<String> column(String sql, long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
