package io.whypfs.multiformats;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A protocol that an address may be made of: its code, its name in text, and the form of its value.
 *
 * <p>Binary: varint code, then the value; a value of variable length has its length before it, as a varint. Source:
 * multiformats/multiaddr, protocols.csv; the part of it that web servers and libp2p hosts use.
 */
public enum MultiaddrProtocol {
    IP4(4, "ip4", MultiaddrValue.IP4),
    TCP(6, "tcp", MultiaddrValue.PORT),
    IP6(41, "ip6", MultiaddrValue.IP6),
    DNS(53, "dns", MultiaddrValue.NAME),
    DNS4(54, "dns4", MultiaddrValue.NAME),
    DNS6(55, "dns6", MultiaddrValue.NAME),
    DNSADDR(56, "dnsaddr", MultiaddrValue.NAME),
    UDP(273, "udp", MultiaddrValue.PORT),
    P2P(421, "p2p", MultiaddrValue.PEER),
    HTTPS(443, "https", MultiaddrValue.NONE),
    TLS(448, "tls", MultiaddrValue.NONE),
    QUIC(460, "quic", MultiaddrValue.NONE),
    QUIC_V1(461, "quic-v1", MultiaddrValue.NONE),
    WS(477, "ws", MultiaddrValue.NONE),
    WSS(478, "wss", MultiaddrValue.NONE),
    HTTP(480, "http", MultiaddrValue.NONE);

    private static final Map<String, MultiaddrProtocol> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(MultiaddrProtocol::text, Function.identity()));
    private static final Map<Long, MultiaddrProtocol> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(MultiaddrProtocol::code, Function.identity()));

    private final long code;
    private final String text;
    private final MultiaddrValue value;

    MultiaddrProtocol(long code, String text, MultiaddrValue value) {
        this.code = code;
        this.text = text;
        this.value = value;
    }

    /** The multicodec. */
    public long code() {
        return code;
    }

    /** The name in an address's text. */
    public String text() {
        return text;
    }

    /** Whether the part of an address has a value behind the name. */
    public boolean hasValue() {
        return value != MultiaddrValue.NONE;
    }

    MultiaddrValue value() {
        return value;
    }

    /** The protocol of this name; {@code ipfs} is the old name of {@code p2p}. */
    static Optional<MultiaddrProtocol> named(String name) {
        return Optional.ofNullable(name.equals("ipfs") ? P2P : BY_NAME.get(name));
    }

    static Optional<MultiaddrProtocol> coded(long code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
