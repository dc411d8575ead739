/**
 * Filecoin addresses f0 to f4: text, bytes, checksums and networks.
 *
 * <p>The bytes are the identity; the network's letter stands only in the text. Turning a key address into its id address
 * needs the chain and is not done here.
 */
@NullMarked
package io.whypfs.filecoin.address;

import org.jspecify.annotations.NullMarked;
