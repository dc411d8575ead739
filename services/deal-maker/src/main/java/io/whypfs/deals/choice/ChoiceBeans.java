package io.whypfs.deals.choice;

import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.providers.ProvidersConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the choice from its settings. */
@Singleton
final class ChoiceBeans {

    @Produces
    @Singleton
    ChoiceDesk desk(Providers providers, ChoiceConfig config, ProvidersConfig evidence) {
        return new ChoiceDesk(
                providers, new ChoicePolicy(config.maxInFlight(), config.differentOwners()), evidence.halfLifeEpochs());
    }
}
