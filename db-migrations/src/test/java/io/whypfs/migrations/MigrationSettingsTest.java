package io.whypfs.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationSettingsTest {

    private static final Map<String, String> ENOUGH = Map.of(
            "WHYPFS_MIGRATIONS_URL", "jdbc:postgresql://127.0.0.1/whypfs",
            "WHYPFS_MIGRATIONS_USER", "admin",
            "WHYPFS_MIGRATIONS_ROLE_PASSWORD", "shared",
            "PATH", "/bin");

    @Test
    void takesArgumentsBeforeTheEnvironment() {
        // When
        MigrationSettings settings = MigrationSettings.from(
                List.of("--user=root", "--role-password-core=own", "--wait=PT5S", "--role-prefix=acme_"), ENOUGH);

        // Then
        assertThat(settings.user()).isEqualTo("root");
        assertThat(settings.url()).isEqualTo("jdbc:postgresql://127.0.0.1/whypfs");
        assertThat(settings.rolePasswords())
                .isEqualTo(Map.of(
                        "auth", "shared", "content", "shared", "core", "own", "bucket", "shared", "deal", "shared"));
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.role("core")).isEqualTo("acme_core");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> MigrationSettings.from(List.of("--role-password=x"), Map.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessage("Set --url= or WHYPFS_MIGRATIONS_URL for the migrator.");
        assertThatThrownBy(() -> MigrationSettings.from(List.of("--url=u", "--user=u"), Map.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessage("No password for the role of schema auth: set WHYPFS_MIGRATIONS_ROLE_PASSWORD_AUTH,"
                        + " or WHYPFS_MIGRATIONS_ROLE_PASSWORD for all roles.");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> MigrationSettings.from(List.of("--usr=x"), ENOUGH))
                .hasMessage("The migrator does not know the setting --usr.");
        assertThatThrownBy(() -> MigrationSettings.from(List.of(), Map.of("WHYPFS_MIGRATIONS_USR", "x")))
                .hasMessage("The migrator does not know the setting WHYPFS_MIGRATIONS_USR.");
        assertThatThrownBy(() -> MigrationSettings.from(List.of("--wait=5"), ENOUGH))
                .hasMessage("The setting wait, '5', is not a duration such as PT30S.");
        assertThatThrownBy(() -> MigrationSettings.from(List.of("--role-prefix=A-"), ENOUGH))
                .hasMessage("The role prefix 'A-' must be lower-case letters, digits and underscores.");
    }

    @Test
    void keepsPasswordsOutOfItsText() {
        assertThat(MigrationSettings.from(List.of("--password=secret"), ENOUGH).toString())
                .doesNotContain("secret", "shared");
    }
}
