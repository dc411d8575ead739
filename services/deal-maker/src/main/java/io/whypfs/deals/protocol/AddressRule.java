package io.whypfs.deals.protocol;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Which IP addresses a provider may have us connect to: those that the Internet reaches.
 *
 * <p>What a provider writes on the chain is a stranger's word; without this rule it could name a service inside our own
 * network. Source: IANA's special-purpose address registries (RFC 6890 and later).
 */
final class AddressRule {

    /** Any address at all: for simulated networks. */
    static final AddressRule ANY = new AddressRule(List.of(), List.of());

    /** Public addresses only. */
    static final AddressRule PUBLIC = new AddressRule(
            List.of(
                    new Range("00000000", 8),
                    new Range("0a000000", 8),
                    new Range("64400000", 10),
                    new Range("7f000000", 8),
                    new Range("a9fe0000", 16),
                    new Range("ac100000", 12),
                    new Range("c0000000", 24),
                    new Range("c0000200", 24),
                    new Range("c0586300", 24),
                    new Range("c0a80000", 16),
                    new Range("c6120000", 15),
                    new Range("c6336400", 24),
                    new Range("cb007100", 24),
                    new Range("e0000000", 3)),
            // Global unicast is 2000::/3; of it: protocol assignments with Teredo, documentation, and 6to4, whose
            // addresses lead to IPv4 ones.
            List.of(
                    new Range("20010000000000000000000000000000", 23),
                    new Range("20010db8000000000000000000000000", 32),
                    new Range("20020000000000000000000000000000", 16),
                    new Range("3fff0000000000000000000000000000", 20)));

    private static final Range GLOBAL_UNICAST = new Range("20000000000000000000000000000000", 3);

    private final List<Range> closed4;
    private final List<Range> closed6;

    private AddressRule(List<Range> closed4, List<Range> closed6) {
        this.closed4 = closed4;
        this.closed6 = closed6;
    }

    /** An IPv4 address inside an IPv6 one, as {@code ::ffff:127.0.0.1}, is judged as what it is: Java makes it IPv4. */
    boolean allows(InetAddress address) {
        if (this == ANY) {
            return true;
        }
        return switch (address) {
            case Inet4Address four -> closed4.stream().noneMatch(range -> range.holds(four.getAddress()));
            case Inet6Address six ->
                GLOBAL_UNICAST.holds(six.getAddress())
                        && closed6.stream().noneMatch(range -> range.holds(six.getAddress()));
            default -> false;
        };
    }

    /** Addresses that begin with these bits. */
    private record Range(byte[] start, int bits) {

        Range(String hex, int bits) {
            this(HexFormat.of().parseHex(hex), bits);
        }

        boolean holds(byte[] address) {
            int whole = bits / Byte.SIZE;
            if (!Arrays.equals(start, 0, whole, address, 0, whole)) {
                return false;
            }
            int rest = bits % Byte.SIZE;
            return rest == 0 || ((start[whole] ^ address[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
        }
    }
}
