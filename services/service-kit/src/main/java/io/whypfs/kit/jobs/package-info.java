/**
 * The jobs of a service, on {@link io.whypfs.queue.JobQueue}: one queue on the service's datasource, routes below {@code
 * /internal/v1/jobs}, meters, and settings.
 *
 * <p>A service that has jobs sets {@code whypfs.jobs.enabled=true} (read at build time; nothing of this package is in a
 * service that does not), has the queue's tables in its schema, and brings beans: {@link io.whypfs.queue.JobType} or
 * {@link io.whypfs.queue.TypedJob} for what can be done, {@link io.whypfs.queue.JobDefinition} for the jobs it always has.
 * Settings give such a job another schedule, or define one more, in one line.
 */
@NullMarked
package io.whypfs.kit.jobs;

import org.jspecify.annotations.NullMarked;
