package io.whypfs.deals.chain;

import io.whypfs.kit.health.Degraded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was last seen of the chain, for people and meters. Safe for use by several threads. */
public final class ChainStatus {

    private static final String NODE = "chain-node";
    private static final String CLOCK = "chain-clock";
    private static final String GOES_ON = "Deals are made as pieces come.";

    private final Clock clock;
    private final Degraded degraded;

    private @Nullable ChainException failure;
    private boolean isAsked;
    private Instant since;
    private @Nullable NetworkIdentity network;
    private @Nullable ChainHead head;
    private Optional<Duration> skew = Optional.empty();

    public ChainStatus(Clock clock, Degraded degraded) {
        this.clock = clock;
        this.degraded = degraded;
        this.since = clock.instant();
    }

    /** What is known now; asks nobody. */
    public synchronized ChainStanding standing() {
        ChainException now = failure;
        String why;
        if (now != null) {
            why = String.valueOf(now.getMessage());
        } else if (isAsked) {
            why = "The chain node follows the chain.";
        } else {
            why = "The chain node has not been asked yet.";
        }
        ChainHead seen = head;
        return new ChainStanding(
                isAsked && now == null,
                why + skew.map(ChainStatus::sentence).map(text -> " " + text).orElse(""),
                now == null ? GOES_ON : now.next(),
                since,
                Optional.ofNullable(network),
                Optional.ofNullable(seen),
                seen == null ? Optional.empty() : Optional.of(Duration.between(seen.timestamp(), clock.instant())),
                skew);
    }

    synchronized void seen(ChainHead newest, NetworkIdentity identity, Optional<Duration> ahead) {
        head = newest;
        network = identity;
        skew = ahead;
        ahead.ifPresentOrElse(by -> degraded.report(CLOCK, sentence(by)), () -> degraded.clear(CLOCK));
    }

    synchronized void works() {
        if (!isAsked || failure != null) {
            since = clock.instant();
        }
        isAsked = true;
        failure = null;
        degraded.clear(NODE);
    }

    synchronized void fails(ChainException e) {
        if (!isAsked || failure == null || failure.getClass() != e.getClass()) {
            since = clock.instant();
        }
        isAsked = true;
        failure = e;
        degraded.report(NODE, String.valueOf(e.getMessage()));
    }

    private static String sentence(Duration ahead) {
        return "The chain's time is " + ahead.toSeconds() + " s ahead of this machine's clock; set the clock.";
    }
}
