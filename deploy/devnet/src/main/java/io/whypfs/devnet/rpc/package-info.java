/**
 * The chain's JSON-RPC door, {@code POST /rpc/v1}, with the methods and shapes of a Lotus node (API v1).
 *
 * <p>{@link io.whypfs.devnet.rpc.RpcDoor} reads the envelope; a {@link io.whypfs.devnet.rpc.RpcMethod} reads its positional
 * parameters through {@link io.whypfs.devnet.rpc.Params}, which refuses any other number or kind, and answers with plain
 * maps and lists.
 */
@NullMarked
package io.whypfs.devnet.rpc;

import org.jspecify.annotations.NullMarked;
