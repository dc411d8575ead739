/**
 * What tests of several modules need: real servers and the architecture rules.
 *
 * <p>{@link io.whypfs.testsupport.TestPostgres} and {@link io.whypfs.testsupport.TestKafka} are one server per JVM, started
 * when first asked for and gone with the JVM; each test class takes a database or topics of its own. {@link
 * io.whypfs.testsupport.PostgresExtension} and {@link io.whypfs.testsupport.KafkaExtension} wrap them for JUnit, and a
 * Quarkus test resource wraps them in three lines. {@link io.whypfs.testsupport.WhypfsSystem} is the whole system.
 */
@NullMarked
package io.whypfs.testsupport;

import org.jspecify.annotations.NullMarked;
