package io.whypfs.proxifier.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** One entry of a pool's configuration. */
public sealed interface UpstreamSource {

    /** An address that does not change: {@code http://host:port}. */
    record Fixed(UpstreamAddress address) implements UpstreamSource {}

    /** All addresses that a name has, such as those of a headless service: {@code dns:host:port}. */
    record Dns(String host, int port) implements UpstreamSource {}

    /** @throws IllegalArgumentException with a sentence that names the entry */
    static UpstreamSource parse(String entry) {
        String text = entry.strip();
        if (text.startsWith("dns:")) {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (colon <= "dns:".length() || !port.matches("[0-9]{1,5}")) {
                throw malformed(entry);
            }
            UpstreamAddress checked =
                    new UpstreamAddress(text.substring("dns:".length(), colon), Integer.parseInt(port));
            return new Dns(checked.host(), checked.port());
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(malformed(entry).getMessage(), e);
        }
        boolean bare = uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && List.of("", "/").contains(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !bare) {
            throw malformed(entry);
        }
        String host = uri.getHost().replaceAll("^\\[|\\]$", "");
        return new Fixed(new UpstreamAddress(host, uri.getPort() < 0 ? 80 : uri.getPort()));
    }

    private static IllegalArgumentException malformed(String entry) {
        return new IllegalArgumentException(
                "\"%s\" is no upstream: write http://host:port or dns:host:port".formatted(entry));
    }
}
