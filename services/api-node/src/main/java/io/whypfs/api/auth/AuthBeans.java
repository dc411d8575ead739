package io.whypfs.api.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.whypfs.api.config.AuthConfig;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the key check. */
final class AuthBeans {

    @Produces
    @Singleton
    Authenticator authenticator(InternalClient client, AuthConfig config) {
        return new Authenticator(new Introspection(
                client, Endpoint.of(config.url()), config.timeout(), config.remember(), Ticker.systemTicker()));
    }
}
