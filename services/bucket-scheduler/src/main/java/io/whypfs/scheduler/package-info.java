/**
 * bucket-scheduler: contents that wait for a bucket.
 *
 * <p>It learns from the facts {@code ContentStored} and {@code ContentDeleted} and answers questions about what it knows;
 * nobody tells it anything else. The feature lies in {@code contents}.
 */
@NullMarked
package io.whypfs.scheduler;

import org.jspecify.annotations.NullMarked;
