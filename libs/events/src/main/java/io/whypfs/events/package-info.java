/**
 * The facts that services tell each other, and nothing about how they travel.
 *
 * <p>A publisher wraps an {@link io.whypfs.events.Event} in an {@link io.whypfs.events.EventEnvelope} and writes what
 * {@link io.whypfs.events.EventCodec} makes of it into its outbox; a consumer decodes the record's value with the same
 * codec. Within a version of a type, fields are only added, and only optional ones; anything else is a new version
 * beside the old one. The shape test holds this: one golden file per type and version lists its fields.
 */
@NullMarked
package io.whypfs.events;

import org.jspecify.annotations.NullMarked;
