package io.whypfs.deals.wallet;

import io.quarkus.runtime.StartupEvent;
import io.whypfs.kit.health.Degraded;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** Wires the wallet and opens it at the start. */
@Singleton
final class WalletBeans {

    private static final int BEFORE_WHO_SIGNS = 100;

    @Produces
    @Singleton
    KeptWallet wallet(DataSource dataSource, WalletConfig config, Clock clock) throws WalletException {
        SecureRandom random = new SecureRandom();
        Optional<String> secret = config.secret().filter(text -> !text.isBlank());
        Optional<KeySealer> sealer =
                secret.isPresent() ? Optional.of(new KeySealer(secret.get(), random)) : Optional.empty();
        return new KeptWallet(new WalletRepository(dataSource), sealer, clock, random);
    }

    void open(
            @Observes @Priority(BEFORE_WHO_SIGNS) StartupEvent event,
            KeptWallet wallet,
            WalletConfig config,
            Degraded degraded) {
        if (config.secret().filter(text -> !text.isBlank()).isEmpty()) {
            degraded.report("wallet", "whypfs.wallet.secret is not set, so no deal can be signed.");
            return;
        }
        try {
            wallet.open(config.create());
        } catch (WalletException e) {
            throw new IllegalStateException("The wallet cannot be opened: " + e.getMessage(), e);
        }
    }
}
