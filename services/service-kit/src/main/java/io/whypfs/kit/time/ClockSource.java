package io.whypfs.kit.time;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The system's clock, or one that a page drives, unless the service brings another. */
@Singleton
final class ClockSource {

    private @Nullable OffsetPoll poll;

    @Produces
    @Singleton
    @DefaultBean
    Clock clock(TimeConfig config) {
        Clock machine = Clock.systemUTC();
        return config.offsetUrl()
                .<Clock>map(page -> {
                    DrivenClock driven = new DrivenClock(machine);
                    poll = new OffsetPoll(page, driven, config.poll());
                    poll.start();
                    return driven;
                })
                .orElse(machine);
    }

    void stop(@Observes ShutdownEvent event) {
        if (poll != null) {
            poll.close();
        }
    }
}
