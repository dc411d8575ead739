package io.whypfs.proxifier.frontend;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Headers at the border. Inwards: identity headers that only the inside may set are dropped, hop-by-hop headers (RFC
 * 9110, section 7.6.1) too, and the forwarding headers tell the truth. Outwards: hop-by-hop headers are dropped.
 */
final class RequestHeaders {

    static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");

    private static final List<String> HOP_BY_HOP = List.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "http2-settings");

    private final boolean trustForwarded;

    RequestHeaders(boolean trustForwarded) {
        this.trustForwarded = trustForwarded;
    }

    /** Makes {@code headers}, a copy of the request's, fit for the inside. */
    void cleanInwards(HttpServerRequest request, MultiMap headers) {
        List<String> unwanted = unwanted(headers);
        for (int i = 0; i < unwanted.size(); i++) {
            headers.remove(unwanted.get(i));
        }
        // The door itself says 100 Continue, see Exchange.
        headers.remove(HttpHeaders.EXPECT);
        forward(request, headers);
    }

    static void cleanOutwards(MultiMap headers) {
        removeNamedByConnection(headers);
        for (int i = 0; i < HOP_BY_HOP.size(); i++) {
            headers.remove(HOP_BY_HOP.get(i));
        }
    }

    private List<String> unwanted(MultiMap headers) {
        removeNamedByConnection(headers);
        List<String> unwanted = new ArrayList<>(HOP_BY_HOP);
        for (String name : headers.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("whypfs-") || lower.startsWith("x-whypfs-")) {
                unwanted.add(name);
            } else if (!trustForwarded
                    && (lower.startsWith("x-forwarded-") || lower.equals("forwarded") || lower.equals("x-real-ip"))) {
                unwanted.add(name);
            }
        }
        return unwanted;
    }

    private static void removeNamedByConnection(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CONNECTION)) {
            return;
        }
        for (String line : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : line.split(",", -1)) {
                if (!name.isBlank()) {
                    headers.remove(name.strip());
                }
            }
        }
    }

    private static void forward(HttpServerRequest request, MultiMap headers) {
        String client = request.remoteAddress().hostAddress();
        String before = headers.get(FORWARDED_FOR);
        headers.set(FORWARDED_FOR, before == null ? client : before + ", " + client);
        if (!headers.contains(FORWARDED_PROTO)) {
            headers.set(FORWARDED_PROTO, "http");
        }
        HostAndPort authority = request.authority();
        if (!headers.contains(FORWARDED_HOST) && authority != null) {
            headers.set(FORWARDED_HOST, authority.toString());
        }
    }

    /** Copies an upstream's headers to the client's response, for answers that the proxy library cannot relay. */
    static void copy(MultiMap from, HttpServerResponse to) {
        from.forEach((name, value) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING.toString())) {
                to.headers().add(name, value);
            }
        });
    }
}
