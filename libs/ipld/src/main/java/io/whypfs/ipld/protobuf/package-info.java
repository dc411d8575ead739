/**
 * The little of protobuf that DAG-PB and UnixFS need, with full control of field order.
 *
 * <p>{@link io.whypfs.ipld.protobuf.ProtobufReader} walks the fields of a message without copying;
 * {@link io.whypfs.ipld.protobuf.ProtobufWriter} fills an array of exactly the right length. Hashes depend on every byte,
 * so no generated code stands here.
 */
@NullMarked
package io.whypfs.ipld.protobuf;

import org.jspecify.annotations.NullMarked;
