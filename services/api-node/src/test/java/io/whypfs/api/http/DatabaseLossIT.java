package io.whypfs.api.http;

import static io.whypfs.api.stub.Api.Part.file;
import static io.whypfs.api.stub.Api.as;
import static io.whypfs.api.stub.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.api.stub.Neighbours;
import io.whypfs.api.stub.Stubs;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that dies under a read does not take its place in the pool with it. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class DatabaseLossIT {

    /** More than the pool has connections. */
    private static final int ROUNDS = 26;

    @Inject
    Stubs stubs;

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(strings = {"/content/%d", "/content/%d/timeline"})
    void goesOnReadingHoweverOftenTheDatabaseWentAway(String route) {
        // Given
        stubs.up();
        String key = stubs.auth.userKey();
        long content = upload(key, "/content/add", file("f", "database loss " + route))
                .json()
                .getLong("estuaryId");
        String path = route.formatted(content);
        Away away = new Away(stubs, dataSource);

        for (int round = 0; round < ROUNDS; round++) {
            // When
            away.databaseOnly();
            int without = as(key, "GET", path).status();
            away.back();

            // Then
            assertThat(without).isEqualTo(503);
            assertThat(as(key, "GET", path).status()).isEqualTo(200);
        }
    }
}
