package io.whypfs.deals.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.filecoin.address.Address;
import io.whypfs.multiformats.Multiaddr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/dns/sp.example.com/tcp/443/wss, https://sp.example.com:443, ANY",
        "/dns/sp.example.com/tcp/8443/https, https://sp.example.com:8443, ANY",
        "/dns4/sp.example.com/tcp/443/tls/ws, https://sp.example.com:443, FOUR",
        "/dns6/sp.example.com/tcp/443/tls/http, https://sp.example.com:443, SIX",
        "/ip4/8.8.8.8/tcp/80/ws, http://8.8.8.8:80, ANY",
        "/ip6/2606:4700::1/tcp/80/http, http://[2606:4700::1]:80, ANY",
        "/dns/sp.example.com/tcp/443/wss/p2p/12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA,"
                + " https://sp.example.com:443, ANY"
    })
    void namesTheWebServerOfAnAddress(String address, String base, HttpTarget.Family family) {
        // When
        Optional<HttpTarget> target = HttpTarget.of(Multiaddr.parse(address));

        // Then
        assertThat(target.map(HttpTarget::toString)).contains(base);
        assertThat(target.map(HttpTarget::family)).contains(family);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ip4/8.8.8.8/tcp/4001",
                "/ip4/8.8.8.8/udp/4001/quic-v1",
                "/dns/sp.example.com/tcp/443",
                "/dnsaddr/sp.example.com",
                "/dnsaddr/sp.example.com/tcp/443/wss",
                "/dns/sp.example.com/tcp/443/tls",
                "/dns/sp.example.com/tcp/443/wss/wss",
                "/dns/sp.example.com/udp/443/wss",
                "/tcp/443/wss"
            })
    void anAddressOfAnotherKindNamesNone(String address) {
        // When
        Optional<HttpTarget> target = HttpTarget.of(Multiaddr.parse(address));

        // Then
        assertThat(target).isEmpty();
    }

    @Test
    void takesTheFirstOneWithTls() {
        // Given
        List<Multiaddr> addresses = Stream.of(
                        "/ip4/8.8.8.8/tcp/4001",
                        "/dns/a.example/tcp/80/ws",
                        "/dns/b.example/tcp/1/wss",
                        "/dns/c.example/tcp/2/wss")
                .map(Multiaddr::parse)
                .toList();

        // When
        Optional<HttpTarget> target = HttpTarget.of(addresses);

        // Then
        assertThat(target.map(HttpTarget::toString)).contains("https://b.example:1");
    }

    @Test
    void saysWhyNothingIsSpoken() {
        // Given
        Address provider = Address.id(1000);
        byte[] unreadable = {(byte) 0x90, 3};
        byte[] tcp = Multiaddr.parse("/ip4/8.8.8.8/tcp/4001").toBytes();

        // Then
        assertThat(Unspoken.why(ProviderEndpoint.of(provider, Optional.of("12D3"), List.of(tcp))))
                .isEqualTo("The provider speaks only libp2p, which this version does not.");
        assertThat(Unspoken.why(ProviderEndpoint.of(provider, Optional.of("12D3"), List.of(unreadable))))
                .isEqualTo(
                        "The provider's address on the chain cannot be read: The address's protocol 400 is not known.");
        assertThat(Unspoken.why(ProviderEndpoint.of(provider, Optional.of("12D3"), List.of())))
                .contains("only a peer id");
        assertThat(Unspoken.why(ProviderEndpoint.of(provider, Optional.empty(), List.of())))
                .isEqualTo("The provider has neither an address nor a peer id on the chain.");
    }
}
