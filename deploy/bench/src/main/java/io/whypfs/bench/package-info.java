/**
 * Measures uploads and reads through WhyPFS' front door, and the same work against Kubo where an {@code ipfs} is on the
 * PATH, in turn.
 *
 * <p>{@link io.whypfs.bench.Bench} prepares the targets ({@code subject}), gives each {@link io.whypfs.bench.Workload} to
 * each of them round after round ({@code load}), reads what their processes spent ({@code process}), and prints. It
 * judges nothing: figures depend on the machine.
 */
@NullMarked
package io.whypfs.bench;

import org.jspecify.annotations.NullMarked;
