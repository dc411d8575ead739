package io.whypfs.deals.providers;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobSchedule;
import io.whypfs.queue.JobType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Wires the registry and its job from their settings. */
@Singleton
final class ProvidersBeans {

    /** Takes up the providers of the settings. A provider that leaves the settings stays until the operator denies it. */
    void start(@Observes StartupEvent event, ProvidersConfig config, ProviderRegistry registry) {
        addresses(config.addresses().orElse(List.of()))
                .forEach(address -> registry.add(address, ProviderRegistry.Source.settings));
    }

    static List<Address> addresses(List<String> texts) {
        try {
            return texts.stream()
                    .filter(text -> !text.isBlank())
                    .map(ProviderAddress::parse)
                    .toList();
        } catch (FilecoinFormatException e) {
            throw new IllegalArgumentException("whypfs.providers.addresses: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    ProviderRegistry registry(DataSource dataSource, Clock clock, ProvidersConfig config) {
        EvidenceRules rules = new EvidenceRules(BackOffPolicy.of(config.backOff()), config.halfLifeEpochs());
        return new ProviderRegistry(dataSource, clock, rules, config.keepEvents());
    }

    @Produces
    @Singleton
    ProviderRefresh refresh(Chain chain, DealProtocol protocol, ProvidersConfig config) {
        return new ProviderRefresh(chain, protocol, config.refreshEpochs());
    }

    @Produces
    @Singleton
    ProviderDoor door(ProviderRegistry registry, ProviderRefresh refresh, Chain chain, ProvidersConfig config) {
        return new ProviderDoor(registry, refresh, chain, config.halfLifeEpochs());
    }

    @Produces
    @Singleton
    JobType refreshType(
            ProviderRegistry registry,
            ProviderRefresh refresh,
            Chain chain,
            MeterRegistry meters,
            ProvidersConfig config) {
        ProviderRefreshJob job = new ProviderRefreshJob(
                registry,
                refresh,
                chain,
                new ProviderMetrics(meters),
                new ProviderRefreshJob.Extent(config.refreshParallel(), config.refreshEpochs()));
        return new JobType(
                ProviderRefreshJob.NAME,
                "Asks the chain where storage providers are reached, and them for their terms.",
                job);
    }

    @Produces
    @Singleton
    JobDefinition refreshJob(ProvidersConfig config) {
        return JobDefinition.system(
                ProviderRefreshJob.NAME, ProviderRefreshJob.NAME, new JobSchedule.Every(config.refreshInterval()));
    }
}
