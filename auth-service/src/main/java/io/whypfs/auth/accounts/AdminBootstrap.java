package io.whypfs.auth.accounts;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.auth.tokens.ApiToken;
import io.whypfs.auth.tokens.TokenRepository;
import io.whypfs.auth.tokens.TokenTerms;
import io.whypfs.auth.users.User;
import io.whypfs.auth.users.UserRepository;
import io.whypfs.auth.users.Username;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it, at every start, that the user {@code admin} exists and that the key in the installer's file opens its door.
 *
 * <p>Idempotent, and safe when two instances start together. A key that is new in the file is added; one that was in it
 * before keeps working until it is revoked like any other.
 */
@ApplicationScoped
class AdminBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(AdminBootstrap.class);
    private static final int ADMIN_PERM = 100;
    private static final Pattern KEY = Pattern.compile("EST[\\x21-\\x7e]{32,200}ARY");

    private final BootstrapConfig config;
    private final UserRepository users;
    private final TokenRepository tokens;
    private final PasswordHasher hasher;
    private final Clock clock;

    AdminBootstrap(
            BootstrapConfig config, UserRepository users, TokenRepository tokens, PasswordHasher hasher, Clock clock) {
        this.config = config;
        this.users = users;
        this.tokens = tokens;
        this.hasher = hasher;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        run();
    }

    void run() {
        Optional<ApiToken> key = config.adminKeyFile().map(AdminBootstrap::readKey);
        Optional<ClientPassword> password = config.adminPassword().map(ClientPassword::new);
        if (key.isEmpty() && password.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            users.add(Username.ADMIN, null, ADMIN_PERM, now);
            User admin = users.findName(Username.ADMIN).orElseThrow();
            key.ifPresent(found -> tokens.addIfAbsent(
                    admin.id(), found.hash(), TokenTerms.apiKey("admin", false, TokenTerms.NEVER_EXPIRES), now));
            password.ifPresent(wanted -> setPassword(admin, wanted));
        });
        LOG.info("user={} key={} password={}", Username.ADMIN.text(), key.isPresent(), password.isPresent());
    }

    private void setPassword(User admin, ClientPassword wanted) {
        boolean same = admin.passHash()
                .filter(stored -> hasher.matches(wanted, stored))
                .isPresent();
        if (!same) {
            admin.setPassHash(hasher.hash(wanted));
        }
    }

    private static ApiToken readKey(Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "whypfs.bootstrap.admin-key-file names " + file
                            + ", which cannot be read: write the administrator's key there, or leave the setting out.",
                    e);
        }
        if (!KEY.matcher(text).matches()) {
            throw new IllegalStateException("whypfs.bootstrap.admin-key-file names " + file
                    + ", whose content is not one key of the form EST<uuid>ARY.");
        }
        return new ApiToken(text);
    }
}
