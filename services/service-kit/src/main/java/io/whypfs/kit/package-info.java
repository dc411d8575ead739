/**
 * What two services share, one package per feature; a service that needs a feature injects its bean.
 *
 * <ul>
 *   <li>{@code internal}: the credential that guards {@code /internal}
 *   <li>{@code problem}: errors as problem JSON
 *   <li>{@code outbox}: facts leave a schema through its outbox table
 *   <li>{@code inbox}: facts enter a schema, each once
 *   <li>{@code jobs}: batch jobs of the service, with routes, meters and settings
 *   <li>{@code kafka}: what is known about the broker, and topics that exist
 *   <li>{@code health}: degraded, but ready
 *   <li>{@code config}: unknown settings stop the start
 *   <li>{@code time}: the clock
 * </ul>
 */
@NullMarked
package io.whypfs.kit;

import org.jspecify.annotations.NullMarked;
