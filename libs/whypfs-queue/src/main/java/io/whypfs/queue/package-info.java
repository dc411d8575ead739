/**
 * Batch jobs in PostgreSQL: each job runs on one node at a time, comes back after failures and dead nodes, and can
 * always say why it waits and when it runs next.
 *
 * <p>A {@link io.whypfs.queue.JobType} holds one {@link io.whypfs.queue.Job} (the code); a {@link
 * io.whypfs.queue.JobDefinition} names a type, a schedule, parameters and limits. {@link io.whypfs.queue.JobQueue} keeps
 * definitions and history in the tables {@code jobs} and {@code job_runs}, and leaves picking, leases and heartbeats to
 * db-scheduler and its table {@code scheduled_tasks}. A run is picked there, executed by {@link
 * io.whypfs.queue.JobRunner}, watched by {@link io.whypfs.queue.RunWatch}; {@link io.whypfs.queue.JobCourse} decides what
 * follows, and {@link io.whypfs.queue.JobRepository} writes that in one transaction that only the holder of the lease
 * can commit. Schedules follow the queue's clock, leases and timeouts the machine's.
 */
@NullMarked
package io.whypfs.queue;

import org.jspecify.annotations.NullMarked;
