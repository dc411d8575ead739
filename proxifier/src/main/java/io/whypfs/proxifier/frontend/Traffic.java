package io.whypfs.proxifier.frontend;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.proxifier.upstream.Upstream;
import io.whypfs.proxifier.upstream.UpstreamEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what passes the door, per upstream and outcome. Any thread. */
public final class Traffic implements UpstreamEvents {

    /** How a request that was given to an upstream ended. */
    enum Outcome {
        INFORMATIONAL("1xx"),
        SUCCESS("2xx"),
        REDIRECTION("3xx"),
        CLIENT_ERROR("4xx"),
        SERVER_ERROR("5xx"),
        /** The client went away first. */
        ABANDONED("abandoned"),
        /** The upstream could not be reached, or broke off. */
        BROKEN("broken");

        private static final Outcome[] BY_CLASS = {
            BROKEN, INFORMATIONAL, SUCCESS, REDIRECTION, CLIENT_ERROR, SERVER_ERROR
        };

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        static Outcome ofStatus(int status) {
            int statusClass = status / 100;
            return statusClass < BY_CLASS.length ? BY_CLASS[statusClass] : BROKEN;
        }
    }

    private record Meters(Counter[] requests, Counter ejections, List<Meter> all) {}

    private final MeterRegistry registry;
    private final Map<Upstream, Meters> byUpstream = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    public Traffic(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("whypfs.proxifier.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests between their head and the end of their answer")
                .register(registry);
    }

    int inFlight() {
        return inFlight.get();
    }

    void entered() {
        inFlight.incrementAndGet();
    }

    void left() {
        inFlight.decrementAndGet();
    }

    void ended(Upstream upstream, Outcome outcome) {
        Meters meters = byUpstream.get(upstream);
        if (meters != null) {
            meters.requests[outcome.ordinal()].increment();
        }
    }

    @Override
    public void appeared(Upstream upstream) {
        String address = upstream.address().toString();
        Counter[] requests = new Counter[Outcome.values().length];
        for (Outcome outcome : Outcome.values()) {
            requests[outcome.ordinal()] = Counter.builder("whypfs.proxifier.requests")
                    .description("Requests given to an upstream, by how they ended")
                    .tag("upstream", address)
                    .tag("status", outcome.label)
                    .register(registry);
        }
        Counter ejections = Counter.builder("whypfs.proxifier.ejections")
                .description("How often an upstream was taken out of service")
                .tag("upstream", address)
                .register(registry);
        List<Meter> all = new ArrayList<>(List.of(requests));
        all.add(ejections);
        all.add(Gauge.builder("whypfs.proxifier.upstream.in.flight", upstream, Upstream::inFlight)
                .description("Requests that an upstream is working on for this proxifier")
                .tag("upstream", address)
                .register(registry));
        all.add(Gauge.builder("whypfs.proxifier.upstream.healthy", upstream, u -> u.isHealthy() ? 1 : 0)
                .description("1 while an upstream is given requests")
                .tag("upstream", address)
                .register(registry));
        byUpstream.put(upstream, new Meters(requests, ejections, List.copyOf(all)));
    }

    @Override
    public void ejected(Upstream upstream) {
        Meters meters = byUpstream.get(upstream);
        if (meters != null) {
            meters.ejections.increment();
        }
    }

    @Override
    public void vanished(Upstream upstream) {
        Meters meters = byUpstream.remove(upstream);
        if (meters != null) {
            meters.all.forEach(registry::remove);
        }
    }
}
