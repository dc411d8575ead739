/**
 * A simulated Filecoin: one chain, reached by JSON-RPC as a Lotus node, and storage providers with Curio's manners.
 *
 * <pre>
 *   deal-maker --Filecoin.* JSON-RPC--> rpc ----> chain (accounts, mempool, market, datacap) <--publish, prove-- provider
 *   deal-maker --/market/mk12/*-------> provider (checks, transfer, CommP)
 *   provider ---GET with ranges-------> our front door
 * </pre>
 *
 * <p>{@link io.whypfs.devnet.Devnet} starts it. It decodes with types of its own ({@code codec}, {@code wire},
 * {@code mk12}, {@code piece}), which no other module shares, and is stricter than the real thing. {@code control} and
 * {@code fault} let an operator or a test drive time, money and misfortune; {@code dump} tells what happened.
 */
@NullMarked
package io.whypfs.devnet;

import org.jspecify.annotations.NullMarked;
