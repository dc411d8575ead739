/**
 * bucket-scheduler: contents wait here for a bucket, and buckets for their sealing, their piece and their deals.
 *
 * <p>{@code contents} takes the facts about contents; {@code creator} puts them into {@code buckets}; {@code processor}
 * seals what is due, which core-node hears and builds the piece of; {@code checker} watches the deals that deal-maker tells
 * of; {@code gc} files what is old. The jobs run on whypfs-queue, {@link io.whypfs.scheduler.SchedulerBeans} wires them. Each
 * state has its reason and its next step in words.
 */
@NullMarked
package io.whypfs.scheduler;

import org.jspecify.annotations.NullMarked;
