/**
 * The processor: seals buckets that are due.
 *
 * <p>At each tick {@link io.whypfs.scheduler.processor.Processor} seals the open buckets whose files, size, age or schedule
 * say so, each in a transaction of its own; never an empty one. {@link io.whypfs.scheduler.processor.ProcessorJob} runs it
 * on the queue.
 */
@NullMarked
package io.whypfs.scheduler.processor;

import org.jspecify.annotations.NullMarked;
