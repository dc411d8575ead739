package io.whypfs.api.account;

import io.whypfs.api.config.AuthConfig;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the questions to auth-service. */
final class AccountBeans {

    @Produces
    @Singleton
    AuthService authService(InternalClient client, AuthConfig config) {
        return new AuthService(client, Endpoint.of(config.url()), config.timeout());
    }
}
