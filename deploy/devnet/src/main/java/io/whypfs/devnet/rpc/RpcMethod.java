package io.whypfs.devnet.rpc;

import org.jspecify.annotations.Nullable;

/** One method of the API. Runs on the request's virtual thread; may block. */
@FunctionalInterface
public interface RpcMethod {

    /** @return maps, lists, texts, numbers: what Jackson writes */
    @Nullable
    Object call(Params params) throws RpcError;
}
