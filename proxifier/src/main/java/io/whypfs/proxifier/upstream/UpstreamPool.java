package io.whypfs.proxifier.upstream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Upstreams that can stand in for each other. Any thread. */
public final class UpstreamPool {

    private final String name;
    private final UpstreamEvents events;
    private volatile List<Upstream> members = List.of();

    public UpstreamPool(String name, UpstreamEvents events) {
        this.name = name;
        this.events = events;
    }

    public String name() {
        return name;
    }

    public List<Upstream> members() {
        return members;
    }

    public boolean hasHealthyMember() {
        return members.stream().anyMatch(Upstream::isHealthy);
    }

    /**
     * The healthy member with the fewest requests in flight that is not among {@code tried}, or null; among equals any
     * one, so that several proxifiers that start together do not all begin with the same.
     */
    public @Nullable Upstream leastLoaded(Collection<Upstream> tried) {
        Upstream best = null;
        int bestLoad = Integer.MAX_VALUE;
        int equals = 0;
        for (Upstream candidate : members) {
            if (!candidate.isHealthy() || tried.contains(candidate)) {
                continue;
            }
            int load = candidate.inFlight();
            if (load < bestLoad) {
                best = candidate;
                bestLoad = load;
                equals = 1;
            } else if (load == bestLoad && ThreadLocalRandom.current().nextInt(++equals) == 0) {
                best = candidate;
            }
        }
        return best;
    }

    /** Makes the pool consist of these addresses. Members that stay keep their health and their load. */
    synchronized void become(List<UpstreamAddress> addresses) {
        Set<UpstreamAddress> wanted = new LinkedHashSet<>(addresses);
        List<Upstream> next = new ArrayList<>();
        for (Upstream member : members) {
            if (wanted.remove(member.address())) {
                next.add(member);
            } else {
                events.vanished(member);
            }
        }
        for (UpstreamAddress address : wanted) {
            Upstream fresh = new Upstream(address, events);
            next.add(fresh);
            events.appeared(fresh);
        }
        members = List.copyOf(next);
    }

    /** One sentence on why nobody in this pool can take a request; without addresses, since users read it. */
    public String trouble() {
        List<Upstream> now = members;
        if (now.isEmpty()) {
            return "No %s node is known to the proxifier: its name resolves to no address.".formatted(name);
        }
        String reasons = now.stream()
                .map(upstream -> switch (upstream.health()) {
                    case UpstreamHealth.Unknown() -> "not asked yet";
                    case UpstreamHealth.Healthy(int _) -> "tried for this request";
                    case UpstreamHealth.Sick(String reason) -> reason;
                })
                .distinct()
                .collect(Collectors.joining("; "));
        return now.size() == 1
                ? "The only %s node is not ready (%s).".formatted(name, reasons)
                : "None of the %d %s nodes is ready (%s).".formatted(now.size(), name, reasons);
    }
}
