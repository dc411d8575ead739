/**
 * Filecoin in plain Java: what a client needs to make storage deals, without any I/O.
 *
 * <pre>
 *   bytes of a CAR  -> piece    (Fr32, CommP, the kept tree nodes, proofs)
 *   pieces          -> segment  (many in one, FRC-0058)
 *   piece + terms   -> market   (DealProposal, its CIDs) -> signing -> mk12 (what is sent to a provider)
 *   wallet's wish   -> message  (chain messages and their CIDs)
 *   deal            -> transfer (its right to fetch the piece)
 * </pre>
 *
 * <p>{@code address} and {@code cbor} lie below all of them. Networks, wallets' storage and the node's JSON-RPC are not
 * here. Every decoder answers bad input with {@link io.whypfs.filecoin.FilecoinFormatException}.
 */
@NullMarked
package io.whypfs.filecoin;

import org.jspecify.annotations.NullMarked;
