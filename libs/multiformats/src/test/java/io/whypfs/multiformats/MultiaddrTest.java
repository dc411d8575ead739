package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows with bytes are go-multiaddr's own (multiaddr_test.go, TestStringToBytes), or made by its rules. */
class MultiaddrTest {

    private static final String PEER = "QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC";
    private static final String PEER_HEX = "a503221220d52ebb89d85b02a284948203a62ff28389c57c9f42beec4ec20db76a68911c0b";

    @ParameterizedTest
    @CsvSource({
        "/ip4/127.0.0.1/udp/1234, 047f000001910204d2",
        "/ip4/127.0.0.1/tcp/4321, 047f0000010610e1",
        "/ip4/127.0.0.1/udp/1234/ip4/127.0.0.1/tcp/4321, 047f000001910204d2047f0000010610e1",
        "/ip6/2001:8a0:7ac5:4201:3ac9:86ff:fe31:7095, 29200108a07ac542013ac986fffe317095",
        "/dns/sp.example.com/tcp/443/wss, 350e73702e6578616d706c652e636f6d0601bbde03",
        "/dns4/example.com/tcp/443/https, 360b6578616d706c652e636f6d0601bbbb03",
        "/dns6/example.com/tcp/80/ws, 370b6578616d706c652e636f6d060050dd03",
        "/dnsaddr/example.com, 380b6578616d706c652e636f6d",
        "/ip4/1.2.3.4/tcp/80/http, 0401020304060050e003",
        "/ip4/1.2.3.4/tcp/443/tls/ws, 04010203040601bbc003dd03",
        "/ip4/1.2.3.4/udp/443/quic, 0401020304910201bbcc03",
        "/ip4/1.2.3.4/udp/443/quic-v1, 0401020304910201bbcd03"
    })
    void textAndBytesTellTheSame(String text, String hex) {
        // When
        Multiaddr fromText = Multiaddr.parse(text);
        Multiaddr fromBytes = Multiaddr.decode(HexFormat.of().parseHex(hex));

        // Then
        assertThat(HexFormat.of().formatHex(fromText.toBytes())).isEqualTo(hex);
        assertThat(fromBytes).hasToString(text).isEqualTo(fromText).hasSameHashCodeAs(fromText);
        assertThat(fromBytes.parts()).isEqualTo(fromText.parts());
    }

    @Test
    void aPeerIsReadInEachOfItsForms() {
        // Given
        String cid = Cid.v1(Multicodec.LIBP2P_KEY, Multihash.decode(Multibase.BASE58_BTC.decodeBare(PEER)))
                .toString();

        // When
        Multiaddr address = Multiaddr.parse("/p2p/" + PEER);

        // Then
        assertThat(HexFormat.of().formatHex(address.toBytes())).isEqualTo(PEER_HEX);
        assertThat(Multiaddr.parse("/ipfs/" + PEER)).isEqualTo(address);
        assertThat(Multiaddr.parse("/p2p/" + cid)).isEqualTo(address);
        assertThat(Multiaddr.parse("/p2p/12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA")
                        .value(MultiaddrProtocol.P2P))
                .contains("12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA");
    }

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "::ffff:1.2.3.4, ::ffff:102:304",
        "64:ff9b::1.2.3.4, 64:ff9b::102:304"
    })
    void anIpv6AddressIsWrittenInItsShortestForm(String text, String expected) {
        // When
        Multiaddr address = Multiaddr.parse("/ip6/" + text);

        // Then
        assertThat(address).hasToString("/ip6/" + expected);
        assertThat(Multiaddr.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "ip4/1.2.3.4",
                "/ip4",
                "/ip4/",
                "/ip4/1.2.3",
                "/ip4/1.2.3.4.5",
                "/ip4/1.2.3.256",
                "/ip4/01.2.3.4",
                "/ip4/::1",
                "/ip4/a.b.c.d",
                "/ip4/1.2.3.4/",
                "/ip4/1.2.3.4//tcp/1",
                "/tcp/65536",
                "/tcp/-1",
                "/tcp/080",
                "/tcp/",
                "/tcp/a",
                "/udp/99999",
                "/ip6/",
                "/ip6/1",
                "/ip6/:::",
                "/ip6/1::2::3",
                "/ip6/1:2:3:4:5:6:7",
                "/ip6/1:2:3:4:5:6:7:8:9",
                "/ip6/1:2:3:4:5:6:7:8::",
                "/ip6/12345::",
                "/ip6/g::",
                "/ip6/1.2.3.4::",
                "/ip6/::1.2.3",
                "/dns/",
                "/dns",
                "/dns/a b",
                "/wss/1",
                "/nonsense",
                "/p2p/xyz",
                "/p2p/",
                "/p2p/bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy",
                "/onion3/x:1"
            })
    void aTextThatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Multiaddr.parse(text)).isInstanceOf(MultiformatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "047f0000",
                "06",
                "0610",
                "8400",
                "047f00000106",
                "3500",
                "35056162",
                "9003",
                "3503612f62",
                "3502c328",
                "a50300",
                "a5030412206162",
                "bd03",
                "ff",
                "ffffffffffffffffffff01"
            })
    void bytesThatAreNoAddressAreRefused(String hex) {
        assertThatThrownBy(() -> Multiaddr.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MultiformatException.class);
    }

    @Test
    void limitsAreKept() {
        assertThatThrownBy(() -> Multiaddr.parse("/wss".repeat(17))).isInstanceOf(MultiformatException.class);
        assertThatThrownBy(() -> Multiaddr.decode(new byte[Multiaddr.MAX_BYTES + 1]))
                .isInstanceOf(MultiformatException.class);
        assertThatThrownBy(() -> Multiaddr.parse("/dns/" + "a".repeat(256))).isInstanceOf(MultiformatException.class);
        assertThat(Multiaddr.parse("/dns/" + "a".repeat(255)).value(MultiaddrProtocol.DNS))
                .contains("a".repeat(255));
    }

    @Test
    void tellsItsParts() {
        // When
        Multiaddr address = Multiaddr.parse("/dns/sp.example.com/tcp/443/wss");

        // Then
        assertThat(address.parts())
                .isEqualTo(List.of(
                        new Multiaddr.Part(MultiaddrProtocol.DNS, "sp.example.com"),
                        new Multiaddr.Part(MultiaddrProtocol.TCP, "443"),
                        new Multiaddr.Part(MultiaddrProtocol.WSS, "")));
        assertThat(address.has(MultiaddrProtocol.WSS)).isTrue();
        assertThat(address.has(MultiaddrProtocol.WS)).isFalse();
        assertThat(address.value(MultiaddrProtocol.UDP)).isEmpty();
    }

    @Test
    void anythingIsEitherRefusedOrReadBackTheSame() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = Multiaddr.parse("/dns/sp.example.com/tcp/443/tls/ws/p2p/" + PEER)
                .toBytes();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(1, good.length + 1));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                Multiaddr address = Multiaddr.decode(bytes);
                read++;
                assertThat(address.toBytes()).as("seed " + seed).isEqualTo(bytes);
                assertThat(Multiaddr.parse(address.toString()))
                        .as("seed " + seed)
                        .isEqualTo(address);
            } catch (MultiformatException e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotBlank();
            }
        }
        assertThat(read).as("seed " + seed).isPositive();
    }
}
