package io.whypfs.deals.replication;

import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.tracking.Gate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Whether deals may be made now: the operator wants it, the chain is there, and providers reach our front door. */
public final class DealMaking implements Gate {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final DealMakingSwitch operator;
    private final Moments moments;
    private final Reachability frontDoor;
    private final Clock clock;

    public DealMaking(DealMakingSwitch operator, Moments moments, Reachability frontDoor, Clock clock) {
        this.operator = operator;
        this.moments = moments;
        this.frontDoor = frontDoor;
        this.clock = clock;
    }

    @Override
    public Optional<Reason> closed() {
        DealMakingSwitch.Setting setting = operator.read();
        if (!setting.enabled()) {
            return Optional.of(new Reason(
                    "Deal making is switched off: " + setting.reason(),
                    "Deals are made again when the operator switches it on."));
        }
        try {
            Moment now = moments.now();
            return frontDoor
                    .obstacle()
                    .map(why -> new Reason(
                            why,
                            "It is tried again; deals are made once providers can fetch pieces.",
                            now.at().plus(SOON)));
        } catch (ChainException e) {
            return Optional.of(new Reason(
                    String.valueOf(e.getMessage()),
                    e.next(),
                    e.isPassing() ? clock.instant().plus(SOON) : null));
        }
    }
}
