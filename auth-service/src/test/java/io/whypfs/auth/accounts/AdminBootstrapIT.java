package io.whypfs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.whypfs.auth.AuthDatabase;
import io.whypfs.auth.Door;
import io.whypfs.auth.tokens.ApiToken;
import io.whypfs.auth.tokens.TokenRepository;
import io.whypfs.auth.users.UserRepository;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(AuthDatabase.class)
@Timeout(60)
class AdminBootstrapIT {

    @Inject
    UserRepository users;

    @Inject
    TokenRepository tokens;

    @Inject
    PasswordHasher hasher;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    @Test
    void theInstallersKeyOpensTheDoorFromTheFirstStart() {
        Door.introspect(AuthDatabase.ADMIN_KEY)
                .then()
                .body("active", equalTo(true))
                .body("username", equalTo("admin"))
                .body("perms", equalTo(100))
                .body("uploadOnly", equalTo(false));
        assertThat(Instant.parse(Door.introspect(AuthDatabase.ADMIN_KEY).path("expiry")))
                .isAfter(Instant.now().plusSeconds(50L * 365 * 86_400));
    }

    @Test
    void startingAgainChangesNothing() throws Exception {
        // Given
        Path file = write(AuthDatabase.ADMIN_KEY);
        String before = adminRows();

        // When
        bootstrap(file).run();

        // Then
        assertThat(adminRows()).isEqualTo(before);
    }

    @Test
    void aChangedKeyIsAddedAndTheOldOneStays() throws Exception {
        // Given
        String fresh = ApiToken.random().text();

        // When
        bootstrap(write(fresh)).run();

        // Then
        Door.introspect(fresh).then().body("username", equalTo("admin"));
        Door.introspect(AuthDatabase.ADMIN_KEY).then().body("username", equalTo("admin"));
    }

    @Test
    void aMissingFileStopsTheStartWithItsName() {
        Path absent = folder.resolve("absent.key");
        assertThatThrownBy(() -> bootstrap(absent).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("whypfs.bootstrap.admin-key-file")
                .hasMessageContaining(absent.toString());
    }

    @Test
    void aFileWithoutAKeyStopsTheStartAndIsNotQuoted() throws Exception {
        for (String content :
                new String[] {"", "hunter2", "ESTshortARY", AuthDatabase.ADMIN_KEY + "\n" + AuthDatabase.ADMIN_KEY}) {
            Path file = write(content);
            assertThatThrownBy(() -> bootstrap(file).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("hunter2");
        }
    }

    private AdminBootstrap bootstrap(Path keyFile) {
        BootstrapConfig config = new BootstrapConfig() {
            @Override
            public Optional<Path> adminKeyFile() {
                return Optional.of(keyFile);
            }

            @Override
            public Optional<String> adminPassword() {
                return Optional.empty();
            }
        };
        return new AdminBootstrap(config, users, tokens, hasher, clock);
    }

    private Path write(String content) throws Exception {
        return Files.writeString(folder.resolve("admin.key"), content);
    }

    private static String adminRows() {
        return AuthDatabase.select("select u::text || t::text from auth.users u join auth.auth_tokens t"
                + " on t.user_id = u.id where u.username = 'admin' order by t.id");
    }
}
