package io.whypfs.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code /proc/<pid>/stat} (utime, stime) and {@code /proc/<pid>/status} (VmHWM), per proc(5), of a process and
 * its descendants. Processes with one name are added up; what a process that ended spent is lost. Peak memory is since
 * the start of the metering where the kernel lets the peak be reset, else since the start of the process.
 */
public final class ProcessMeter {

    /** USER_HZ, which Linux fixes at 100 for what it shows in /proc. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern SERVICE_JAR = Pattern.compile("([a-z-]+)/target/quarkus-app/");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

    private record Reading(String name, double cpuSeconds) {}

    private final Collection<Long> roots;
    private final Map<Long, Reading> start;

    private ProcessMeter(Collection<Long> roots) {
        this.roots = List.copyOf(roots);
        this.start = read();
    }

    /** Begins to meter these processes and all below them. */
    public static ProcessMeter over(Collection<Long> roots) {
        ProcessMeter meter = new ProcessMeter(roots);
        meter.start.keySet().forEach(ProcessMeter::resetPeak);
        return meter;
    }

    /** What was spent since the beginning, by name. */
    public List<ProcessUse> spent() {
        Map<String, ProcessUse> byName = new TreeMap<>();
        read().forEach((pid, now) -> {
            Reading before = start.getOrDefault(pid, new Reading(now.name, 0));
            ProcessUse use = new ProcessUse(now.name, now.cpuSeconds - before.cpuSeconds, peakRssBytes(pid));
            byName.merge(
                    now.name,
                    use,
                    (a, b) -> new ProcessUse(
                            a.name(), a.cpuSeconds() + b.cpuSeconds(), a.peakRssBytes() + b.peakRssBytes()));
        });
        return new ArrayList<>(byName.values());
    }

    private Map<Long, Reading> read() {
        Map<Long, Reading> readings = new HashMap<>();
        for (long root : roots) {
            ProcessHandle.of(root).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .forEach(process -> cpuSeconds(process.pid())
                            .forEach(
                                    seconds -> readings.put(process.pid(), new Reading(name(process.pid()), seconds))));
        }
        return readings;
    }

    private static List<Double> cpuSeconds(long pid) {
        String stat = text(pid, "stat");
        int afterName = stat.lastIndexOf(')');
        if (afterName < 0) {
            return List.of();
        }
        String[] fields = stat.substring(afterName + 2).split(" ");
        return List.of((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND);
    }

    private static long peakRssBytes(long pid) {
        Matcher peak = PEAK.matcher(text(pid, "status"));
        return peak.find() ? Long.parseLong(peak.group(1)) * 1_024 : 0;
    }

    private static String name(long pid) {
        String command = text(pid, "cmdline").replace('\0', ' ');
        Matcher service = SERVICE_JAR.matcher(command);
        if (service.find()) {
            return service.group(1);
        }
        if (command.contains("kafka.Kafka")) {
            return "kafka";
        }
        if (command.contains("io.whypfs.local.Supervisor")) {
            return "supervisor";
        }
        return command.startsWith("postgres") || command.contains("/postgres ")
                ? "postgres"
                : text(pid, "comm").strip();
    }

    private static void resetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc", String.valueOf(pid), "clear_refs"), "5");
        } catch (IOException e) {
            // The peak then counts from the start of the process, as the type says.
        }
    }

    /** Empty for a process that has ended meanwhile. */
    private static String text(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            return "";
        }
    }
}
