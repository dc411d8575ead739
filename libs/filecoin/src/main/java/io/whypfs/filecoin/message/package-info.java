/**
 * Messages to the chain: what a wallet signs to move funds, and their CIDs.
 *
 * <p>Nonce and gas come from a node; sending is its client's matter.
 */
@NullMarked
package io.whypfs.filecoin.message;

import org.jspecify.annotations.NullMarked;
