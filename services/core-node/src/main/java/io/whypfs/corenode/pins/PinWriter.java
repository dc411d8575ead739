package io.whypfs.corenode.pins;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.whypfs.core.blockstore.RoundListener;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Writes the pins of all uploads that became durable together, in one transaction.
 *
 * <p>The store calls it once per round, one call at a time, and completes the uploads only after it returned.
 */
public final class PinWriter implements RoundListener<Pin> {

    private final PinsRepository pins;
    private final Clock clock;
    private final Timer rounds;

    public PinWriter(PinsRepository pins, Clock clock, MeterRegistry metrics) {
        this.pins = pins;
        this.clock = clock;
        this.rounds = Timer.builder("whypfs.commit.round")
                .description("Time for the pins of one round of uploads to be committed")
                .register(metrics);
    }

    /** @throws SQLException when PostgreSQL cannot be reached or refuses; none of the pins is written then */
    @Override
    public void onDurable(List<Pin> items) throws SQLException {
        Timer.Sample sample = Timer.start();
        try {
            pins.pin(items, clock.instant());
        } finally {
            sample.stop(rounds);
        }
    }
}
