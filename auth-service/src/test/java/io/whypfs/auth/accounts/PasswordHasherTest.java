package io.whypfs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher(4, 1);

    @ParameterizedTest
    @ValueSource(strings = {"a", "$2a$08$r31MZDLMLVcHAUfrePT2H.abcdefghijklmnopqrstuvwxyz01234", "пароль", "a\u0000b"})
    void recognisesWhatItHashed(String password) {
        // When
        String stored = hasher.hash(new ClientPassword(password));

        // Then
        assertThat(stored).matches("\\$2a\\$04\\$[./A-Za-z0-9]{53}");
        assertThat(hasher.matches(new ClientPassword(password), stored)).isTrue();
        assertThat(hasher.matches(new ClientPassword(password + "x"), stored)).isFalse();
    }

    @Test
    void saltsEveryHash() {
        assertThat(hasher.hash(new ClientPassword("same"))).isNotEqualTo(hasher.hash(new ClientPassword("same")));
    }

    @Test
    void verifiesAHashThatAnotherProgramMade() {
        // Made by crypt(3) of libxcrypt.
        assertThat(hasher.matches(
                        new ClientPassword("correct horse"),
                        "$2a$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"))
                .isTrue();
    }

    @Test
    void readsAPasswordBeyondTheSeventyTwoBytesOfBcrypt() {
        // Given
        String first72 = "x".repeat(72);
        String stored = hasher.hash(new ClientPassword(first72 + "a"));

        // Then
        assertThat(hasher.matches(new ClientPassword(first72 + "a"), stored)).isTrue();
        assertThat(hasher.matches(new ClientPassword(first72 + "b"), stored)).isFalse();
        assertThat(hasher.matches(new ClientPassword(first72), stored)).isFalse();
    }

    @Test
    void countsBytesAndNotCharacters() {
        // Given: 40 characters, 80 bytes
        String stored = hasher.hash(new ClientPassword("ж".repeat(40)));

        // Then
        assertThat(hasher.matches(new ClientPassword("ж".repeat(39) + "ю"), stored))
                .isFalse();
        assertThat(hasher.matches(new ClientPassword("ж".repeat(40)), stored)).isTrue();
    }

    @Test
    void tellsApartPasswordsThatBcryptWouldTakeForOne() {
        // Bcrypt repeats the password with a NUL after each turn, so "a" and "a NUL a" give it the same bytes.
        String stored = hasher.hash(new ClientPassword("a"));

        assertThat(hasher.matches(new ClientPassword("a\u0000a"), stored)).isFalse();
    }

    @Test
    void aPasswordDoesNotPrintItself() {
        assertThat(new AccountsResource.LoginRequest("ann", new ClientPassword("hunter2")).toString())
                .isEqualTo("LoginRequest[username=ann, passwordHash=ClientPassword[hidden]]");
    }
}
