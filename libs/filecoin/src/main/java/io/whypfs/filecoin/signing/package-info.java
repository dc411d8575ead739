/**
 * Keys and signatures of clients: secp256k1 signing and checking, and the form in which Lotus exports keys.
 *
 * <p>BLS signatures are carried, not made or checked. Where keys are stored, and how, is the wallet's matter.
 */
@NullMarked
package io.whypfs.filecoin.signing;

import org.jspecify.annotations.NullMarked;
