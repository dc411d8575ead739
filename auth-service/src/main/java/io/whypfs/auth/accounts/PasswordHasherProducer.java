package io.whypfs.auth.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the password hasher to its settings and to this machine's processors. */
@ApplicationScoped
class PasswordHasherProducer {

    @Produces
    @Singleton
    PasswordHasher hasher(AccountsConfig config) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new PasswordHasher(config.bcryptCost(), Math.max(1, processors - 1));
    }
}
