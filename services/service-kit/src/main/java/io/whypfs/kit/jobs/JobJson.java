package io.whypfs.kit.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobParameter;
import io.whypfs.queue.JobStatus;
import io.whypfs.queue.JobType;
import io.whypfs.queue.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs in JSON; what is absent has no member. */
final class JobJson {

    private JobJson() {}

    /** A job to be. */
    record Wish(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("schedule") @Nullable String schedule,
            @JsonProperty("parameters") @Nullable Map<String, String> parameters,
            @JsonProperty("maxRuns") @Nullable Integer maxRuns,
            @JsonProperty("until") @Nullable String until,
            @JsonProperty("timeout") @Nullable String timeout) {}

    /** A job and where it stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Job(
            String name,
            String type,
            String schedule,
            Map<String, String> parameters,
            @Nullable Integer maxRuns,
            @Nullable Instant until,
            @Nullable String timeout,
            boolean system,
            String state,
            @Nullable Instant since,
            String why,
            String next,
            @Nullable Instant nextAt,
            @Nullable String node,
            long runs,
            int failures,
            @Nullable Run lastRun) {

        static Job of(JobStatus status) {
            JobDefinition definition = status.definition();
            return new Job(
                    definition.name(),
                    definition.type(),
                    definition.schedule().text(),
                    new TreeMap<>(definition.parameters()),
                    definition.limits().maxRuns().isPresent()
                            ? definition.limits().maxRuns().getAsInt()
                            : null,
                    definition.limits().until().orElse(null),
                    definition.limits().timeout().map(Duration::toString).orElse(null),
                    definition.system(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.since().orElse(null),
                    status.why(),
                    status.next(),
                    status.nextAt().orElse(null),
                    status.node().orElse(null),
                    status.runs(),
                    status.failures(),
                    status.lastRun().map(Run::of).orElse(null));
        }
    }

    /** An entry of a job's history. */
    record Run(
            long id, String end, Instant startedAt, Instant endedAt, String why, String node, int attempt, int times) {

        static Run of(PastRun run) {
            return new Run(
                    run.id(),
                    run.end().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    run.startedAt(),
                    run.endedAt(),
                    run.why(),
                    run.node(),
                    run.attempt(),
                    run.times());
        }
    }

    /** A job type. */
    record Type(String name, String description, List<Parameter> parameters) {

        static Type of(JobType type) {
            return new Type(
                    type.name(),
                    type.description(),
                    type.parameters().stream().map(Parameter::of).toList());
        }
    }

    /** A parameter of a type; one without a default must be given. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parameter(
            String name,
            String description,
            String kind,
            boolean required,
            @JsonProperty("default") @Nullable String defaultValue) {

        static Parameter of(JobParameter parameter) {
            return new Parameter(
                    parameter.name(),
                    parameter.description(),
                    parameter.kind().name().toLowerCase(Locale.ROOT),
                    parameter.defaultValue().isEmpty(),
                    parameter.defaultValue().orElse(null));
        }
    }
}
