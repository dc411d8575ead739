package io.whypfs.deals.deals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The policy that the defaults of the settings make. */
public final class TestPolicy {

    private TestPolicy() {}

    public static DealPolicy defaults() {
        return with(Map.of());
    }

    /** @param settings names below {@code whypfs.deals.} and their values */
    static DealPolicy with(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("whypfs.deals." + name, value));
        return new SmallRyeConfigBuilder()
                .withDefaultValues(named)
                .withMapping(DealsConfig.class)
                .build()
                .getConfigMapping(DealsConfig.class)
                .policy();
    }
}
