package io.whypfs.bench.process;

/** What the processes of one name spent between two readings. */
public record ProcessUse(String name, double cpuSeconds, long peakRssBytes) {}
