package io.whypfs.deals.chain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a node answers, and with which token. Text: {@code TOKEN:ADDR} or {@code ADDR}; ADDR is a URL or a multiaddr such
 * as {@code /ip4/127.0.0.1/tcp/1234/http}.
 *
 * <p>There is no token when the text begins with {@code /} or when its first colon is followed by two slashes. Web socket
 * forms mean the same address over HTTP. An address without a path gets {@code /rpc/v1}. Source: the API info string of
 * filecoin-project/lotus, cli/util/apiinfo.go.
 */
record ApiInfo(URI endpoint, Optional<String> token) {

    private static final String VERSION_PATH = "/rpc/v1";
    private static final Map<String, String> OVER_HTTP =
            Map.of("http", "http", "https", "https", "ws", "http", "wss", "https");
    private static final List<String> NAMES = List.of("ip4", "ip6", "dns", "dns4", "dns6");
    private static final int MULTIADDR_PARTS = 4;

    /** @throws IllegalArgumentException naming what is wrong, without showing a token */
    static ApiInfo parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("/")) {
            return new ApiInfo(ofMultiaddr(trimmed), Optional.empty());
        }
        int colon = trimmed.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("whypfs.chain.url is neither a URL, nor a multiaddr, nor TOKEN:ADDR.");
        }
        if (trimmed.startsWith("//", colon + 1)) {
            return new ApiInfo(ofUrl(trimmed), Optional.empty());
        }
        String address = trimmed.substring(colon + 1);
        URI endpoint = address.startsWith("/") ? ofMultiaddr(address) : ofUrl(address);
        return new ApiInfo(endpoint, Optional.of(requireToken(trimmed.substring(0, colon))));
    }

    ApiInfo withToken(String other) {
        return new ApiInfo(endpoint, Optional.of(requireToken(other.strip())));
    }

    private static String requireToken(String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("The token of the chain node is empty or has odd characters.");
        }
        return token;
    }

    private static URI ofMultiaddr(String text) {
        List<String> parts = List.of(text.substring(1).split("/", -1));
        boolean isKnown = (parts.size() == MULTIADDR_PARTS || parts.size() == MULTIADDR_PARTS + 1)
                && NAMES.contains(parts.get(0))
                && parts.get(2).equals("tcp")
                && (parts.size() == MULTIADDR_PARTS || OVER_HTTP.containsKey(parts.get(MULTIADDR_PARTS)));
        if (!isKnown) {
            throw new IllegalArgumentException("The address " + text
                    + " in whypfs.chain.url is no multiaddr such as /ip4/127.0.0.1/tcp/1234/http.");
        }
        String scheme = parts.size() == MULTIADDR_PARTS ? "http" : OVER_HTTP.get(parts.get(MULTIADDR_PARTS));
        String host = parts.get(0).equals("ip6") ? "[" + parts.get(1) + "]" : parts.get(1);
        return ofUrl(scheme + "://" + host + ":" + parts.get(3));
    }

    private static URI ofUrl(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null
                    ? null
                    : OVER_HTTP.get(uri.getScheme().toLowerCase(Locale.ROOT));
            if (scheme == null || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "The address in whypfs.chain.url is no URL such as http://127.0.0.1:1234/rpc/v1.");
            }
            String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
            String whole = path.contains("/rpc/") ? path : path + VERSION_PATH;
            return new URI(scheme, null, uri.getHost(), uri.getPort(), whole, uri.getQuery(), null);
        } catch (URISyntaxException e) {
            // Without the cause: its message would show a token that was put in the wrong place.
            throw new IllegalArgumentException(
                    "The address in whypfs.chain.url is no URL such as http://127.0.0.1:1234/rpc/v1.");
        }
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return endpoint + (token.isPresent() ? " with a token" : "");
    }
}
