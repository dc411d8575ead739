package io.whypfs.deals.protocol;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.whypfs.deals.protocol.ProviderHttp.Limits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the protocol from its settings. */
@Singleton
final class ProtocolBeans {

    @Produces
    @Singleton
    DealProtocol protocol(Vertx vertx, ProtocolConfig config, MeterRegistry registry) {
        AddressRule rule = config.allowPrivateAddresses() ? AddressRule.ANY : AddressRule.PUBLIC;
        Limits limits = new Limits(
                config.connectTimeout(), Math.toIntExact(config.maxAnswer().asLongValue()));
        ProviderHttp http = new ProviderHttp(vertx, new HttpClientOptions(), rule, limits);
        return new MeteredProtocol(new Mk12OverHttps(http, config.questionTimeout(), config.offerTimeout()), registry);
    }
}
