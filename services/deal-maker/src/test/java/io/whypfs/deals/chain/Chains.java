package io.whypfs.deals.chain;

import io.whypfs.filecoin.address.Network;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Chains as the service makes them, for tests. */
final class Chains {

    static final long SEED = 20261124;

    private Chains() {}

    static JsonRpc rpc(String url, Duration timeout, long maxAnswer, CallObserver observer, Pause pause) {
        return new JsonRpc(
                new NodeHttp(ApiInfo.parse(url), timeout, maxAnswer),
                new JsonRpc.Patience(3, Duration.ofMillis(100), Duration.ofSeconds(2)),
                observer,
                new Random(SEED),
                pause);
    }

    static LotusChain lotus(String url, Network network) {
        return lotus(url, network, Optional.empty());
    }

    static LotusChain lotus(String url, Network network, Optional<Duration> epoch) {
        JsonRpc rpc = rpc(url, Duration.ofSeconds(10), 1 << 20, (method, outcome, took) -> {}, time -> {});
        return new LotusChain(rpc, new LotusChain.Settings(new NodeJson(network), epoch, -1));
    }
}
