/**
 * The jobs of all services, for administrators.
 *
 * <p>bucket-scheduler and deal-maker own their jobs; {@link io.whypfs.api.jobs.JobDoor} asks both and says of each job
 * whose it is. A service that is silent is named in the answer, with what it said last. A new job goes to the service that
 * has its type; a wish about a job to the service that has a job of that name.
 */
@NullMarked
package io.whypfs.api.jobs;

import org.jspecify.annotations.NullMarked;
