package io.whypfs.bench;

import io.whypfs.bench.load.LoadRun;
import io.whypfs.bench.load.Measurement;
import io.whypfs.bench.process.ProcessMeter;
import io.whypfs.bench.subject.Kubo;
import io.whypfs.bench.subject.Target;
import io.whypfs.bench.subject.WhyPfs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main of {@code make bench}. */
public final class Bench {

    private final BenchOptions options;
    private final Report report = new Report(System.out);
    private final long seed = System.nanoTime();

    private Bench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        List<Target> targets = new ArrayList<>();
        // Ctrl-C must not leave a system behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(targets), "stop"));
        try {
            new Bench(options).run(targets);
        } catch (IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void stop(List<Target> targets) {
        synchronized (targets) {
            targets.forEach(Target::close);
        }
    }

    private void run(List<Target> targets) throws IOException, InterruptedException {
        report.say(DiskProbe.measure(options.folder()));
        prepare(targets);
        warmUp(targets);
        report.head();
        for (Workload workload : Workload.all(options)) {
            if (options.wants(workload)) {
                for (int round = 0; round < options.rounds(); round++) {
                    for (Target target : targets) {
                        measure(target, workload, report);
                    }
                }
            }
        }
        if (targets.size() == 2) {
            report.compare(targets.get(0).name(), targets.get(1).name());
        }
    }

    private void warmUp(List<Target> targets) throws InterruptedException {
        report.say("Warming up.");
        Report unread = new Report(new PrintStream(OutputStream.nullOutputStream()));
        for (Workload workload : Workload.warmUp(options)) {
            for (Target target : targets) {
                Measurement up = measure(target, workload, unread);
                if (up.count() == 0) {
                    throw new IllegalStateException(
                            target.name() + " took no file of " + workload.name() + ": " + up.firstFailure());
                }
            }
        }
    }

    private void prepare(List<Target> targets) {
        report.say(options.url().isPresent() ? "Measuring " + options.url().get() : "Starting a WhyPFS.");
        WhyPfs whypfs = options.url()
                .map(url -> WhyPfs.running(url, options.key()))
                .orElseGet(() -> WhyPfs.started(
                        Path.of(System.getProperty("whypfs.tree", ".")).toAbsolutePath(), options.folder(), Map.of()));
        add(targets, whypfs);
        Optional<Path> ipfs = options.kubo() ? Kubo.onPath() : Optional.empty();
        if (ipfs.isPresent()) {
            report.say("Starting a Kubo from " + ipfs.get() + ".");
            add(targets, Kubo.started(ipfs.get(), options.folder()));
        } else if (options.kubo()) {
            report.say("There is no ipfs on the PATH, so nothing to compare with.");
        }
    }

    private static void add(List<Target> targets, Target target) {
        synchronized (targets) {
            targets.add(target);
        }
    }

    private Measurement measure(Target target, Workload workload, Report to) throws InterruptedException {
        ProcessMeter uploading = ProcessMeter.over(target.processes());
        Measurement up = LoadRun.upload(
                target.uploads(workload.fileBytes()),
                workload.connections(),
                workload.uploads(),
                options.atMostPerStep(),
                seed);
        to.add(new Step(target.name(), workload, Step.Kind.UPLOAD, up, uploading.spent()));
        List<String> cids = up.cids().stream().limit(workload.hot()).toList();
        if (cids.isEmpty()) {
            return up;
        }
        ProcessMeter reading = ProcessMeter.over(target.processes());
        Measurement read = LoadRun.read(
                target.reads(cids, workload.fileBytes()),
                workload.connections(),
                workload.reads(),
                options.atMostPerStep());
        to.add(new Step(target.name(), workload, Step.Kind.READ, read, reading.spent()));
        return up;
    }
}
