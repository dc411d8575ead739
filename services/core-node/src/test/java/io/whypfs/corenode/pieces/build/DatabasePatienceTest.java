package io.whypfs.corenode.pieces.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.kit.health.Degraded;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DatabasePatienceTest {

    private final Degraded degraded = new Degraded();
    private final StopSignal stop = new StopSignal();
    private final DatabasePatience patience = new DatabasePatience(degraded, stop);

    @Test
    void repeatsAWriteUntilTheDatabaseIsBackAndSaysMeanwhileThatItIsAway() throws Exception {
        // Given
        List<Boolean> degradedAt = new ArrayList<>();

        // When
        String result = patience.await(() -> {
            degradedAt.add(degraded.isDegraded());
            if (degradedAt.size() < 3) {
                throw new SQLException("gone", "08006");
            }
            return "written";
        });

        // Then
        assertThat(result).isEqualTo("written");
        assertThat(degradedAt).containsExactly(false, true, true);
        assertThat(degraded.isDegraded()).isFalse();
    }

    @Test
    void doesNotRepeatWhatTheDatabaseRefuses() {
        assertThatThrownBy(() -> patience.await(() -> {
                    throw new SQLException("not unique", "23505");
                }))
                .isInstanceOfSatisfying(
                        BuildDelayException.class,
                        e -> assertThat(e.reason()).isEqualTo(new DelayReason.DatabaseFailed("not unique")));
    }

    @Test
    void endsWithTheProcess() {
        assertThatThrownBy(() -> patience.await(() -> {
                    stop.set();
                    throw new SQLException("gone", "57P01");
                }))
                .isInstanceOf(StoppedException.class);
    }
}
