package io.whypfs.deals.protocol;

import io.whypfs.multiformats.Multiaddr;
import io.whypfs.multiformats.Multiaddr.Part;
import io.whypfs.multiformats.MultiaddrProtocol;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The web server that an address names.
 *
 * <p>Curio writes {@code /dns/<domain>/tcp/443/wss} on the chain, for libp2p over a secure WebSocket, and serves its
 * market's HTTPS at the same host and port; {@code ws} is its form without TLS. A peer id at the end changes nothing.
 *
 * @param tls whether it is HTTPS
 * @param host name or literal IP address, an IPv6 one without brackets
 */
record HttpTarget(boolean tls, String host, int port, Family family) {

    /** Which kinds of IP address the name may lead to. */
    enum Family {
        ANY,
        FOUR,
        SIX;

        boolean takes(InetAddress address) {
            return switch (this) {
                case ANY -> true;
                case FOUR -> address instanceof Inet4Address;
                case SIX -> address instanceof Inet6Address;
            };
        }
    }

    private static final Set<List<MultiaddrProtocol>> SECURE = Set.of(
            List.of(MultiaddrProtocol.WSS),
            List.of(MultiaddrProtocol.HTTPS),
            List.of(MultiaddrProtocol.TLS, MultiaddrProtocol.WS),
            List.of(MultiaddrProtocol.TLS, MultiaddrProtocol.HTTP));
    private static final Set<List<MultiaddrProtocol>> PLAIN =
            Set.of(List.of(MultiaddrProtocol.WS), List.of(MultiaddrProtocol.HTTP));

    /** The first web server among the addresses; one with TLS before one without. */
    static Optional<HttpTarget> of(List<Multiaddr> addresses) {
        List<HttpTarget> targets =
                addresses.stream().flatMap(address -> of(address).stream()).toList();
        return targets.stream()
                .filter(HttpTarget::tls)
                .findFirst()
                .or(() -> targets.stream().findFirst());
    }

    static Optional<HttpTarget> of(Multiaddr address) {
        List<Part> parts = address.parts();
        if (parts.size() < 3 || parts.get(1).protocol() != MultiaddrProtocol.TCP) {
            return Optional.empty();
        }
        int end = parts.getLast().protocol() == MultiaddrProtocol.P2P ? parts.size() - 1 : parts.size();
        List<MultiaddrProtocol> above =
                parts.subList(2, end).stream().map(Part::protocol).toList();
        boolean isSecure = SECURE.contains(above);
        if (!isSecure && !PLAIN.contains(above)) {
            return Optional.empty();
        }
        Family family;
        switch (parts.getFirst().protocol()) {
            case IP4, IP6, DNS -> family = Family.ANY;
            case DNS4 -> family = Family.FOUR;
            case DNS6 -> family = Family.SIX;
            default -> {
                return Optional.empty();
            }
        }
        int port = Integer.parseInt(parts.get(1).value());
        return Optional.of(new HttpTarget(isSecure, parts.getFirst().value(), port, family));
    }

    /** The base of its URLs, for people. */
    @Override
    public String toString() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (tls ? "https://" : "http://") + shown + ":" + port;
    }
}
