package io.whypfs.proxifier.upstream;

/** Host (a name or a literal, IPv6 without brackets) and port of an upstream that speaks plain HTTP/1.1. */
public record UpstreamAddress(String host, int port) {

    public UpstreamAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("The host of an upstream is missing");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port of upstream " + host + " must be from 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
