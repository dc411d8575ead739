package io.whypfs.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The job types that this node knows, and what they accept. */
final class JobTypes {

    private static final Duration SHORTEST_CUSTOM = Duration.ofSeconds(1);

    private final Map<String, JobType> byName = new TreeMap<>();

    JobTypes(Collection<JobType> types) {
        for (JobType type : types) {
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException("two job types are named '" + type.name() + "'");
            }
        }
    }

    List<JobType> all() {
        return List.copyOf(byName.values());
    }

    boolean knows(String type) {
        return byName.containsKey(type);
    }

    /**
     * The type of this name.
     *
     * @throws UnknownJobTypeException when there is none
     */
    JobType get(String name) {
        JobType type = byName.get(name);
        if (type == null) {
            throw new UnknownJobTypeException(name, byName.keySet());
        }
        return type;
    }

    /**
     * Refuses a definition that cannot run as it says.
     *
     * @throws UnknownJobTypeException when its type is unknown
     * @throws BadJobException when a parameter is unknown, missing or of the wrong kind, or the schedule never comes due
     */
    void check(JobDefinition definition, Instant now) {
        JobType type = get(definition.type());
        checkParameters(type, definition.parameters());
        checkSchedule(definition, now);
    }

    /** The definition's parameters and the defaults of the others. */
    Map<String, String> effective(JobDefinition definition) {
        Map<String, String> all = new HashMap<>();
        for (JobParameter parameter : get(definition.type()).parameters()) {
            parameter.defaultValue().ifPresent(value -> all.put(parameter.name(), value));
        }
        all.putAll(definition.parameters());
        return Map.copyOf(all);
    }

    private static void checkParameters(JobType type, Map<String, String> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        for (JobParameter parameter : type.parameters()) {
            unknown.remove(parameter.name());
            String value = given.get(parameter.name());
            if (value != null) {
                parameter.check(value);
            } else if (parameter.defaultValue().isEmpty()) {
                throw new BadJobException("The type '" + type.name() + "' wants the parameter '" + parameter.name()
                        + "': " + parameter.description() + ".");
            }
        }
        if (!unknown.isEmpty()) {
            List<String> known =
                    type.parameters().stream().map(JobParameter::name).toList();
            throw new BadJobException("The type '" + type.name() + "' has no parameter "
                    + String.join(", ", unknown) + "; it has "
                    + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
        }
    }

    private static void checkSchedule(JobDefinition definition, Instant now) {
        String text = definition.schedule().text();
        if (!definition.system()) {
            if (definition.schedule() instanceof JobSchedule.Every(Duration interval)
                    && interval.compareTo(SHORTEST_CUSTOM) < 0) {
                throw new BadJobException("The schedule " + text + " is too short; the shortest is PT1S.");
            }
            if (definition.schedule() instanceof JobSchedule.Once(Instant at) && at.isBefore(now)) {
                throw new BadJobException("The schedule " + text + " is in the past; it is " + now + " now.");
            }
        }
        if (definition.schedule().firstAt(now).isEmpty()) {
            throw new BadJobException("The schedule " + text + " never comes due.");
        }
        JobCourse.over(definition, definition.schedule().firstAt(now).orElseThrow())
                .ifPresent(over -> {
                    throw new BadJobException("The job would never run: its first time is "
                            + definition.schedule().firstAt(now).orElseThrow() + ", its limit 'until' is "
                            + definition.limits().until().orElseThrow() + ".");
                });
    }
}
