/**
 * core-node: {@code whypfs-core} as a service. Owns blocks on one disk, the pins of this core, and its row in the
 * registry of cores.
 *
 * <p>Bytes come in through {@code ingest} and go out through {@code dag}; both stream over {@code http}. {@code multipart}
 * parses forms. {@code pins} and {@code registry} answer api-node's questions and are the only packages with SQL.
 * {@code storage} opens the folder. Beans only wire: the work is done in plain classes.
 */
@NullMarked
package io.whypfs.corenode;

import org.jspecify.annotations.NullMarked;
