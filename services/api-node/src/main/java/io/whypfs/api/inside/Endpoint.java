package io.whypfs.api.inside;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Host and port of a service's internal door. */
public record Endpoint(String host, int port) {

    /**
     * The endpoint of {@code http://host:port}.
     *
     * @throws IllegalArgumentException when the address is none of that form
     */
    public static Endpoint of(URI address) {
        String host = address.getHost();
        if (host == null || !"http".equals(address.getScheme())) {
            throw new IllegalArgumentException("The address " + address + " is not of the form http://host:port.");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Endpoint(bare, address.getPort() < 0 ? 80 : address.getPort());
    }

    /** A request to this endpoint. */
    public RequestOptions request(HttpMethod method, String pathAndQuery) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(host)
                .setPort(port)
                .setURI(pathAndQuery);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
