package io.whypfs.api.http;

import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.ext.web.Router;
import io.whypfs.api.auth.Authenticator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the routes of all features on the server. */
@ApplicationScoped
public class HttpFrame {

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
        router.route().order(-50).handler(new Cors(version));
        Routes routes = new Routes(router, authenticator, workers);
        groups.forEach(group -> group.register(routes));
        routes.close();
        served = routes.served();
    }

    /** Method and path of every route that this node serves. */
    public List<String> served() {
        return served;
    }
}
