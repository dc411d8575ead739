package io.whypfs.corenode.pins;

import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.corenode.registry.CoreId;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Wires the pins of this core. */
@Singleton
final class PinBeans {

    @Produces
    @Singleton
    PinsRepository repository(DataSource dataSource, CoreId id) {
        return new PinsRepository(dataSource, id.value());
    }

    @Produces
    @Singleton
    PinWriter writer(PinsRepository pins, Clock clock, MeterRegistry metrics) {
        return new PinWriter(pins, clock, metrics);
    }
}
