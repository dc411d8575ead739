package io.whypfs.deals.chain;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Meters of the chain node: calls by method and outcome, the head's height and age. */
final class ChainMetrics implements CallObserver {

    private final MeterRegistry registry;

    ChainMetrics(MeterRegistry registry, ChainStatus status) {
        this.registry = registry;
        Gauge.builder("whypfs.chain.head.epoch", status, ChainMetrics::height)
                .description("Epoch of the last head seen; NaN before the first")
                .register(registry);
        Gauge.builder("whypfs.chain.head.age.seconds", status, ChainMetrics::age)
                .description("Age of the last head seen; NaN before the first")
                .register(registry);
        Gauge.builder("whypfs.chain.works", status, seen -> seen.standing().works() ? 1 : 0)
                .description("1 when the chain node is the right one and follows the chain")
                .register(registry);
    }

    @Override
    public void called(String method, Outcome outcome, Duration took) {
        Timer.builder("whypfs.chain.calls")
                .description("Calls to the chain node")
                .tag("method", method)
                .tag("outcome", outcome.name())
                .register(registry)
                .record(took);
    }

    private static double height(ChainStatus status) {
        return status.standing().head().map(head -> (double) head.height()).orElse(Double.NaN);
    }

    private static double age(ChainStatus status) {
        return status.standing().headAge().map(age -> age.toMillis() / 1000.0).orElse(Double.NaN);
    }
}
