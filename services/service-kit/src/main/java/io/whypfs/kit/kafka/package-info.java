/**
 * What is known about the broker: whether it answers, and that the topics this service needs exist.
 *
 * <p>A broker that is away degrades a service and never keeps it from starting or from being ready.
 */
@NullMarked
package io.whypfs.kit.kafka;

import org.jspecify.annotations.NullMarked;
