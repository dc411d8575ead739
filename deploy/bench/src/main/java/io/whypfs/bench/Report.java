package io.whypfs.bench;

import io.whypfs.bench.load.Measurement;
import io.whypfs.bench.process.ProcessUse;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints steps as they end, and at the end both targets side by side. */
final class Report {

    private final PrintStream out;
    private final List<Step> steps = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
    }

    void head() {
        out.printf(
                Locale.ROOT,
                "%n%-7s %-6s %-4s %7s %9s %9s %10s %10s%n",
                "",
                "size",
                "",
                "files",
                "files/s",
                "MiB/s",
                "p50 ms",
                "p99 ms");
    }

    void add(Step step) {
        steps.add(step);
        Measurement m = step.measured();
        out.printf(
                Locale.ROOT,
                "%-7s %-6s %-4s %7d %9.1f %9.1f %10.2f %10.2f%n",
                step.target(),
                step.workload().name(),
                step.kind().label(),
                m.count(),
                m.perSecond(),
                m.mebibytesPerSecond(),
                m.p50Nanos() / 1e6,
                m.p99Nanos() / 1e6);
        if (m.failures() > 0) {
            out.printf(Locale.ROOT, "        %d FAILED, the first: %s%n", m.failures(), m.firstFailure());
        }
        if (!step.spent().isEmpty()) {
            out.println("        CPU s (peak MiB): "
                    + step.spent().stream()
                            .filter(use -> use.cpuSeconds() >= 0.01)
                            .map(Report::show)
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String show(ProcessUse use) {
        return String.format(Locale.ROOT, "%s %.2f (%d)", use.name(), use.cpuSeconds(), use.peakRssBytes() >> 20);
    }

    /** Best round of each, since a round can only be disturbed, never helped. */
    void compare(String ours, String theirs) {
        out.printf(
                Locale.ROOT,
                "%nBest round of each: throughput, and ours divided by theirs%n%-6s %-4s %12s %12s %8s%n",
                "size",
                "",
                ours,
                theirs,
                "ratio");
        for (Step step : steps) {
            boolean first = steps.stream()
                            .filter(s -> s.workload().equals(step.workload()) && s.kind() == step.kind())
                            .findFirst()
                            .orElse(step)
                    == step;
            if (first) {
                compare(step, best(ours, step), best(theirs, step));
            }
        }
    }

    private void compare(Step like, double ours, double theirs) {
        boolean small = like.workload().fileBytes() < Workload.MIB;
        double unit = small ? 1 : (double) like.workload().fileBytes() / Workload.MIB;
        String name = small ? "/s" : "MiB/s";
        out.printf(
                Locale.ROOT,
                "%-6s %-4s %12s %12s %8s%n",
                like.workload().name(),
                like.kind().label(),
                String.format(Locale.ROOT, "%.0f %s", ours * unit, name),
                String.format(Locale.ROOT, "%.0f %s", theirs * unit, name),
                theirs == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / theirs));
    }

    private double best(String target, Step like) {
        return steps.stream()
                .filter(s ->
                        s.target().equals(target) && s.workload().equals(like.workload()) && s.kind() == like.kind())
                .mapToDouble(s -> s.measured().perSecond())
                .max()
                .orElse(0);
    }
}
