package io.whypfs.api.http;

import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.ext.web.Router;
import io.whypfs.api.auth.Authenticator;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the byte routes, and what goes around all routes, on the server. */
@ApplicationScoped
public class HttpFrame {

    private static final int BEFORE_EVERYTHING = -50;
    private static final int BEFORE_RESOURCES = 10_000;
    private static final int LAST = Integer.MAX_VALUE - 10;

    private final Instance<RouteGroup> groups;
    private final Authenticator authenticator;
    private final ExecutorService workers;
    private final String version;
    private volatile List<String> served = List.of();

    HttpFrame(
            @Any Instance<RouteGroup> groups,
            Authenticator authenticator,
            @VirtualThreads ExecutorService workers,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.groups = groups;
        this.authenticator = authenticator;
        this.workers = workers;
        this.version = version;
    }

    void start(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(new Cors(version));
        Routes routes = new Routes(router, authenticator, workers);
        groups.forEach(group -> group.register(routes));
        router.route().order(BEFORE_RESOURCES).handler(new JsonFrame());
        router.route()
                .order(LAST)
                .handler(context -> Exchanges.fail(context, new ApiException(Reason.NOT_FOUND, "Not Found")));
        served = routes.served();
    }

    /** Method and path of every byte route that this node serves. */
    public List<String> served() {
        return served;
    }
}
