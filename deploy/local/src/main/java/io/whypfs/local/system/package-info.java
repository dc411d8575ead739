/**
 * The parts of the running local system.
 *
 * <p>{@link io.whypfs.local.system.LocalSettings} is what was asked for, {@link io.whypfs.local.system.HomeFolder} the one
 * folder that is kept between runs, {@link io.whypfs.local.system.Secrets} what was generated at the first start. {@link
 * io.whypfs.local.system.SystemPlan} turns them into one {@link io.whypfs.local.system.ManagedChild} per process, and
 * {@link io.whypfs.local.system.Supervision} starts these, starts them again when they die, and stops them in order.
 */
@NullMarked
package io.whypfs.local.system;

import org.jspecify.annotations.NullMarked;
