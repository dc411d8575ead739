/**
 * The rows of stored contents.
 *
 * <p>Writes go through one {@link io.whypfs.api.content.ContentCommitter}: uploads that end at the same time share one
 * transaction of content rows, home rows and outbox events. Reads answer V1's shapes. Only an owner sees a content: a
 * stranger's id is answered like an id that never was.
 */
@NullMarked
package io.whypfs.api.content;

import org.jspecify.annotations.NullMarked;
