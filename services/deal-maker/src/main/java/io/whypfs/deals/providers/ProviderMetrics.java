package io.whypfs.deals.providers;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Meters of the registry: {@code whypfs.providers} by whether they are reached, and by the operator's word. */
final class ProviderMetrics {

    private static final String NAME = "whypfs.providers";

    private final Map<ReachState, AtomicLong> reach = new EnumMap<>(ReachState.class);
    private final Map<OperatorStanding, AtomicLong> standing = new EnumMap<>(OperatorStanding.class);

    ProviderMetrics(MeterRegistry registry) {
        for (ReachState state : ReachState.values()) {
            reach.put(state, gauge(registry, NAME, "reach", state.name()));
        }
        for (OperatorStanding word : OperatorStanding.values()) {
            standing.put(word, gauge(registry, NAME + ".standing", "standing", word.name()));
        }
    }

    private static AtomicLong gauge(MeterRegistry registry, String name, String tag, String value) {
        AtomicLong number = new AtomicLong();
        Gauge.builder(name, number, AtomicLong::get)
                .tag(tag, value)
                .description("Storage providers in the registry")
                .register(registry);
        return number;
    }

    void show(List<Provider> all) {
        reach.forEach((state, number) -> number.set(all.stream()
                .filter(provider -> provider.reach().state() == state)
                .count()));
        standing.forEach((word, number) -> number.set(
                all.stream().filter(provider -> provider.standing() == word).count()));
    }
}
