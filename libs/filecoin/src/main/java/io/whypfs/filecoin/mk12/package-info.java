/**
 * Messages of the deal protocol MK 1.2, as Boost and Curio take them over libp2p and HTTPS.
 *
 * <p>Each message is one CBOR map without framing. Keys are written in a fixed order and read in any; unknown keys are
 * skipped, and a missing one means zero, empty or false where that makes sense. Source: filecoin-project/boost,
 * storagemarket/types.
 */
@NullMarked
package io.whypfs.filecoin.mk12;

import org.jspecify.annotations.NullMarked;
