/**
 * What stands on the chain: addresses, signatures, deal proposals, messages.
 *
 * <p>Layouts: go-state-types v18 ({@code market}, {@code builtin}), go-address, lotus {@code chain/types}. Each type reads
 * itself from a {@link io.whypfs.devnet.codec.CborReader} and writes itself canonically; whoever receives bytes compares
 * the two.
 */
@NullMarked
package io.whypfs.devnet.wire;

import org.jspecify.annotations.NullMarked;
