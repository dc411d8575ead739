package io.whypfs.bench;

import java.util.List;

/**
 * One size of file, how many of them go up, how many reads follow, and over how many connections. Reads go over the
 * files just uploaded, or over the first {@code hot} of them.
 */
record Workload(String name, long fileBytes, int uploads, int reads, int hot, int connections) {

    static final long KIB = 1L << 10;
    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;

    static List<Workload> all(BenchOptions options) {
        int connections = options.connections();
        return List.of(
                new Workload("4 KiB", 4 * KIB, options.scaled(10_000), options.scaled(30_000), 100, connections),
                new Workload("1 MiB", MIB, options.scaled(256), options.scaled(1_024), 64, connections),
                new Workload("64 MiB", 64 * MIB, options.scaled(8), options.scaled(16), 8, Math.min(4, connections)),
                new Workload("1 GiB", GIB, 1, 1, 1, 1));
    }

    /** A short run that makes compilers and caches warm; its figures are thrown away. */
    static List<Workload> warmUp(BenchOptions options) {
        return List.of(
                new Workload(
                        "4 KiB", 4 * KIB, options.scaled(4_000), options.scaled(15_000), 100, options.connections()),
                new Workload("64 MiB", 64 * MIB, 4, 4, 4, Math.min(2, options.connections())));
    }
}
