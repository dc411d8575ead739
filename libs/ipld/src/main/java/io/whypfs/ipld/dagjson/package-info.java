/**
 * The DAG-JSON codec: the data model as compact JSON with sorted keys, links as {@code {"/":"cid"}}.
 *
 * <p>{@link io.whypfs.ipld.dagjson.DagJson} reads any JSON layout and writes the one compact form.
 */
@NullMarked
package io.whypfs.ipld.dagjson;

import org.jspecify.annotations.NullMarked;
