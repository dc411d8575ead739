/** What processes spend, read from Linux' {@code /proc}: CPU time and peak memory. */
@NullMarked
package io.whypfs.bench.process;

import org.jspecify.annotations.NullMarked;
