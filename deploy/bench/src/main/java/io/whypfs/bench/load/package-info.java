/**
 * Makes load: one virtual thread and one keep-alive connection per client, bytes straight from and to direct buffers.
 *
 * <p>{@link io.whypfs.bench.load.FileContent} gives files of which no two share a block;
 * {@link io.whypfs.bench.load.HttpConnection} speaks just enough HTTP/1.1; {@link io.whypfs.bench.load.LoadRun} runs a
 * number of exchanges over a number of connections and times each.
 */
@NullMarked
package io.whypfs.bench.load;

import org.jspecify.annotations.NullMarked;
