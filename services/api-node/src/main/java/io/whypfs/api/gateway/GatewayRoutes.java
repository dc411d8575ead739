package io.whypfs.api.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.homes.HomeRepository;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.kit.internal.InternalCredential;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET} and {@code HEAD} below {@code /ipfs} and {@code /gw/ipfs}; no key is asked for. */
@ApplicationScoped
public class GatewayRoutes implements RouteGroup {

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final GatewayExchange.Parts parts;
    private final String version;

    GatewayRoutes(
            CoreRegistry registry,
            HomeRepository homes,
            InternalClient client,
            HttpClient http,
            InternalCredential credential,
            @VirtualThreads ExecutorService workers,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        Locations locations = new Locations(
                registry, homes, new HaveQuestions(client, Locations.SEARCH_LIMIT), workers, Ticker.systemTicker());
        this.parts = new GatewayExchange.Parts(
                registry, locations, new CoreReads(http, credential), new ContentTypes(), workers);
        this.version = version;
    }

    @Override
    public void register(Routes routes) {
        routes.direct("/ipfs", context -> handle(context, "/ipfs/"));
        routes.direct("/gw/ipfs", context -> handle(context, "/gw/ipfs/"));
    }

    private void handle(RoutingContext context, String prefix) {
        HttpServerResponse response = context.response();
        response.putHeader("X-AppVersion", version)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", METHODS)
                .putHeader("Access-Control-Allow-Headers", "Content-Type, Range, User-Agent, X-Requested-With")
                .putHeader(
                        "Access-Control-Expose-Headers",
                        "Content-Length, Content-Range, X-Chunked-Output, X-Ipfs-Path, X-Ipfs-Roots, X-Stream-Output")
                .putHeader("Content-Security-Policy", "sandbox")
                .putHeader("X-Content-Type-Options", "nosniff");
        HttpMethod method = context.request().method();
        if (method == HttpMethod.OPTIONS) {
            response.putHeader("Allow", METHODS).end();
            return;
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            response.putHeader("Allow", METHODS);
            GatewayExchange.refuse(context, new GatewayException(405, "The gateway only reads: use GET or HEAD."));
            return;
        }
        try {
            new GatewayExchange(context, GatewayQuestion.of(context.request(), prefix), parts).start();
        } catch (GatewayException refusal) {
            GatewayExchange.refuse(context, refusal);
        }
    }
}
