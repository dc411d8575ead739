package io.whypfs.kit.jobs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.whypfs.queue.JobListener;
import io.whypfs.queue.RunEnd;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Meters of the runs on this node, by job type: {@code whypfs.jobs.runs} (by end), {@code whypfs.jobs.failures}, {@code
 * whypfs.jobs.duration} and {@code whypfs.jobs.running}.
 */
final class JobMetrics implements JobListener {

    private static final String TYPE = "type";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(String type) {
        running(type).incrementAndGet();
    }

    @Override
    public void ended(String type, RunEnd end, Duration duration) {
        running(type).decrementAndGet();
        Counter.builder("whypfs.jobs.runs")
                .description("Runs that came to an end")
                .tags(TYPE, type, "end", end.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        if (failed(end)) {
            Counter.builder("whypfs.jobs.failures")
                    .description("Runs that failed, took too long or were lost with their node")
                    .tags(TYPE, type)
                    .register(registry)
                    .increment();
        }
        Timer.builder("whypfs.jobs.duration")
                .description("How long runs took")
                .tags(TYPE, type)
                .register(registry)
                .record(duration);
    }

    private AtomicInteger running(String type) {
        return running.computeIfAbsent(
                type, name -> registry.gauge("whypfs.jobs.running", Tags.of(TYPE, name), new AtomicInteger()));
    }

    private static boolean failed(RunEnd end) {
        return switch (end) {
            case FAILED, TIMED_OUT, NODE_LOST -> true;
            case DONE, NOTHING, AGAIN, CANCELLED, STOPPED -> false;
        };
    }
}
