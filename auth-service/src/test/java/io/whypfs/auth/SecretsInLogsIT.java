package io.whypfs.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class SecretsInLogsIT {

    private static final String PASSWORD = "do-not-log-this-password";

    private final Recorder recorder = new Recorder();
    private final Logger root = Logger.getLogger("");

    @BeforeEach
    void listen() {
        root.addHandler(recorder);
        Logger.getLogger("io.whypfs").setLevel(Level.ALL);
        Logger.getLogger("org.hibernate.SQL").setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(recorder);
        Logger.getLogger("io.whypfs").setLevel(null);
        Logger.getLogger("org.hibernate.SQL").setLevel(null);
    }

    @Test
    void noKeyAndNoPasswordIsEverLogged() {
        // Given
        Logger.getLogger("io.whypfs.auth").info("the recorder hears this");

        // When
        String name = "quiet" + System.nanoTime();
        Response registered = Door.register(name, PASSWORD, Door.freshInvite());
        Response loggedIn = Door.login(name, PASSWORD);
        Door.login(name, PASSWORD + "wrong");
        Response key = Door.createKey(registered.jsonPath().getLong("userId"), "ci", "all", null);
        Door.introspect(key.path("token"));
        Door.revoke(registered.jsonPath().getLong("userId"), key.path("token"));
        breakTheRequest("{\"username\":\"a\",\"passwordHash\":{\"x\":\"" + PASSWORD + "\"}}", "/login");
        breakTheRequest("{\"passwordHash\":\"" + PASSWORD, "/login");
        breakTheRequest("{\"token\":[\"" + AuthDatabase.ADMIN_KEY + "\"]}", "/introspect");

        // Then
        assertThat(recorder.lines).anySatisfy(line -> assertThat(line).contains("the recorder hears this"));
        assertThat(String.join("\n", recorder.lines))
                .doesNotContain(PASSWORD)
                .doesNotContain(AuthDatabase.ADMIN_KEY)
                .doesNotContain(AuthDatabase.INTERNAL_TOKEN)
                .doesNotContain(registered.<String>path("token"))
                .doesNotContain(loggedIn.<String>path("token"))
                .doesNotContain(key.<String>path("token"));
    }

    private static void breakTheRequest(String body, String route) {
        Response answer =
                Door.request().contentType("application/json").body(body).post("/internal/v1" + route);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).doesNotContain(PASSWORD).doesNotContain(AuthDatabase.ADMIN_KEY);
    }

    /** Keeps every log line, with the stack traces. */
    private static final class Recorder extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        Recorder() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
