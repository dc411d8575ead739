package io.whypfs.kit.internal;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.kit.problem.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Stands in front of every route below {@code /internal} and answers 401 to who does not show the credential. */
@Singleton
final class InternalGuard {

    private static final int BEFORE_EVERYTHING = 1000;
    private static final Problem UNAUTHORIZED = new Problem(
            401,
            "internal-credential",
            "Internal credential missing or wrong",
            "Routes below /internal want the header " + InternalCredential.HEADER + ".");

    private final InternalCredential credential;

    InternalGuard(InternalCredential credential) {
        this.credential = credential;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_EVERYTHING);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isInternal(context.normalizedPath()) || credential.matches(request.getHeader(InternalCredential.HEADER))) {
            context.next();
            return;
        }
        if (request.version() != HttpVersion.HTTP_2) {
            // The body, if any, is not read; the connection cannot be used again.
            context.response().putHeader("Connection", "close");
        }
        UNAUTHORIZED.send(context.response());
    }

    /** Wider than what a router would match: an encoded or oddly written path does not slip through. */
    static boolean isInternal(String normalizedPath) {
        String plain =
                normalizedPath.replaceAll(";[^/]*", "").replaceAll("/+", "/").toLowerCase(Locale.ROOT);
        return plain.equals("/internal") || plain.startsWith("/internal/");
    }
}
