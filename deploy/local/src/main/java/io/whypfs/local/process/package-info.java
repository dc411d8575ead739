/**
 * Child processes that never outlive the JVM that started them.
 *
 * <p>A {@link io.whypfs.local.process.Command} says what to run. {@link io.whypfs.local.process.Spawner} runs it in a
 * session of its own (the terminal's Ctrl-C does not reach it) and asks the kernel to end it when its owner ends, even
 * by {@code kill -9}. {@link io.whypfs.local.process.Processes} looks at and signals processes by number.
 */
@NullMarked
package io.whypfs.local.process;

import org.jspecify.annotations.NullMarked;
