package io.whypfs.api.sweep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.whypfs.api.config.SchedulerConfig;
import io.whypfs.api.config.SweepConfig;
import io.whypfs.api.content.RetellRepository;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.homes.HomeRepository;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Wires the sweeps and starts them. */
@Singleton
final class SweepBeans {

    @Produces
    @Singleton
    Sweeper sweeper(
            DataSource dataSource,
            InternalClient client,
            CoreRegistry registry,
            HomeRepository homes,
            RetellRepository contents,
            SchedulerConfig scheduler,
            SweepConfig config,
            Clock clock) {
        PinSweep pins = new PinSweep(client, registry, homes, config.pinAge());
        ReleaseSweep releases = new ReleaseSweep(client, registry, homes);
        Retelling retelling = new Retelling(client, Endpoint.of(scheduler.url()), contents, clock, config.retellAge());
        return new Sweeper(new LeadershipRepository(dataSource), List.of(pins::run, releases::run, retelling::run));
    }

    void start(@Observes StartupEvent start, Sweeper sweeper, SweepConfig config) {
        sweeper.start(config.every());
    }

    void stop(@Observes ShutdownEvent stop, Sweeper sweeper) throws InterruptedException {
        sweeper.stop();
    }
}
