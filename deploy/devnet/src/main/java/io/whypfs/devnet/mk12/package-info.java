/**
 * The messages of deal protocol MK 1.2 (boost {@code storagemarket/types}): CBOR maps with text keys, shorter keys first.
 *
 * <p>Readers take keys in any order and skip those they do not know, as Go's do; whoever reads writes the message again
 * and tells the lint when the bytes differ.
 */
@NullMarked
package io.whypfs.devnet.mk12;

import org.jspecify.annotations.NullMarked;
