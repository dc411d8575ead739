package io.whypfs.deals.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.deals.chain.WatchedChain.Expectations;
import io.whypfs.filecoin.address.Network;
import io.whypfs.kit.health.Degraded;
import io.whypfs.multiformats.Cid;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Wires the chain from its settings. */
@Singleton
final class ChainBeans {

    @Produces
    @Singleton
    ChainStatus status(Clock clock, Degraded degraded) {
        return new ChainStatus(clock, degraded);
    }

    /** The network whose letter addresses are shown with. */
    @Produces
    @Singleton
    Network addressNetwork(ChainConfig config) {
        return NetworkIdentity.addressNetwork(config.network());
    }

    @Produces
    @Singleton
    Chain chain(ChainConfig config, Clock clock, ChainStatus status, MeterRegistry registry) {
        return open(config, clock, status, new ChainMetrics(registry, status));
    }

    /** The chain behind the configured node. */
    static Chain open(ChainConfig config, Clock clock, ChainStatus status, CallObserver observer) {
        Optional<String> url = config.url().filter(text -> !text.isBlank());
        if (url.isEmpty()) {
            return new AbsentChain(status);
        }
        ApiInfo info = ApiInfo.parse(url.get());
        ApiInfo node = config.token()
                .filter(token -> !token.isBlank())
                .map(info::withToken)
                .orElse(info);
        JsonRpc rpc = new JsonRpc(
                new NodeHttp(node, config.timeout(), config.maxAnswer().asLongValue()),
                new JsonRpc.Patience(config.attempts(), config.retryPause(), config.longestPause()),
                observer,
                () -> ThreadLocalRandom.current().nextLong(),
                Thread::sleep);
        LotusChain lotus = new LotusChain(
                rpc,
                new LotusChain.Settings(
                        new NodeJson(NetworkIdentity.addressNetwork(config.network())),
                        config.epoch(),
                        config.messageLookBack()));
        Expectations expectations = new Expectations(
                config.network(),
                config.genesis().filter(text -> !text.isBlank()).map(Cid::parse),
                config.behindAfterEpochs(),
                config.clockSkew(),
                config.identityCheck());
        return new CachedChain(new WatchedChain(lotus, expectations, clock, status));
    }
}
