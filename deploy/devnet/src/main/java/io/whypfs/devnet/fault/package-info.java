/**
 * What can go wrong on purpose: at one provider, or at the chain.
 *
 * <p>A fault is switched on over HTTP or drawn from a seed, stands in the store, and is used up by what it befalls when it
 * has a count. Where it plays is written where the thing it breaks is written.
 */
@NullMarked
package io.whypfs.devnet.fault;

import org.jspecify.annotations.NullMarked;
