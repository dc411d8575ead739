package io.whypfs.devnet.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a transfer comes from: the JSON {@code {"URL":…,"Headers":{…}}} of a deal's transfer (boost
 * {@code transport/types}), with Curio's rules for addresses and headers.
 */
public record TransferParams(URI url, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FORBIDDEN = Set.of(
            "host",
            "connection",
            "range",
            "upgrade",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "accept-encoding",
            "expect");
    private static final Set<String> FIELDS = Set.of("URL", "Headers");

    /** Why a provider does not take it; the text goes out. */
    static final class Unfit extends Exception {
        Unfit(String message) {
            super(message);
        }
    }

    static TransferParams read(String text, boolean refusePrivate) throws Unfit {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (IOException e) {
            throw new Unfit("failed to parse transfer params: " + e.getMessage());
        }
        if (!json.isObject() || !json.path("URL").isTextual()) {
            throw new Unfit("failed to parse transfer params: no URL");
        }
        for (String field : (Iterable<String>) json::fieldNames) {
            if (!FIELDS.contains(field)) {
                throw new Unfit("failed to parse transfer params: unknown field " + field);
            }
        }
        return new TransferParams(url(json.get("URL").textValue(), refusePrivate), headers(json.path("Headers")));
    }

    private static URI url(String text, boolean refusePrivate) throws Unfit {
        if (text.startsWith("libp2p:")) {
            throw new Unfit("libp2p URLs are not supported by this provider");
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Unfit("invalid transfer URL: " + e.getMessage());
        }
        Optional<String> bad = check(url, refusePrivate);
        if (bad.isPresent()) {
            throw new Unfit(bad.get());
        }
        return url;
    }

    /** Why a URL must not be asked, if so; also for redirects. */
    static Optional<String> check(URI url, boolean refusePrivate) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            return Optional.of("transfer URL is neither http nor https: " + url);
        }
        if (url.getUserInfo() != null) {
            return Optional.of("transfer URL has user info: " + url);
        }
        if (refusePrivate && isPrivate(url.getHost())) {
            return Optional.of("transfer URL is not on a public address: " + url.getHost());
        }
        return Optional.empty();
    }

    private static boolean isPrivate(String host) {
        if (host.endsWith(".local") || host.equals("localhost")) {
            return true;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static Map<String, String> headers(JsonNode json) throws Unfit {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json.isMissingNode() || json.isNull()) {
            return headers;
        }
        if (!json.isObject()) {
            throw new Unfit("failed to parse transfer params: Headers is no object");
        }
        for (Map.Entry<String, JsonNode> header : json.properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (FORBIDDEN.contains(name)
                    || name.startsWith("x-forwarded-")
                    || !header.getValue().isTextual()) {
                throw new Unfit("header " + header.getKey() + " is not allowed in transfer params");
            }
            headers.put(header.getKey(), header.getValue().textValue());
        }
        return headers;
    }
}
