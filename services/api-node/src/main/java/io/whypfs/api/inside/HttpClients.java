package io.whypfs.api.inside;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.whypfs.api.config.CoresConfig;
import io.whypfs.kit.internal.InternalCredential;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The HTTP clients of this service. */
final class HttpClients {

    private static final int CONNECTIONS_PER_SERVICE = 4096;
    private static final int QUESTIONS_PER_SERVICE = 128;
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** For streams to and from cores: nothing waits for a connection behind an upload. */
    @Produces
    @Singleton
    HttpClient streams(Vertx vertx, CoresConfig config) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
    }

    /** For questions, on connections of their own. */
    @Produces
    @Singleton
    InternalClient questions(Vertx vertx, InternalCredential credential) {
        HttpClient http = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(QUESTIONS_PER_SERVICE).setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
        return new InternalClient(http, credential);
    }
}
