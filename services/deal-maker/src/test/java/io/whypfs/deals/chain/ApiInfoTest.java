package io.whypfs.deals.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiInfoTest {

    @ParameterizedTest
    @CsvSource({
        "/ip4/127.0.0.1/tcp/1234/http, http://127.0.0.1:1234/rpc/v1",
        "/ip4/127.0.0.1/tcp/1234, http://127.0.0.1:1234/rpc/v1",
        "/ip6/::1/tcp/1234/https, https://[::1]:1234/rpc/v1",
        "/dns/node.example/tcp/443/wss, https://node.example:443/rpc/v1",
        "http://node.example:1234, http://node.example:1234/rpc/v1",
        "https://node.example/rpc/v1, https://node.example/rpc/v1",
        "https://node.example/rpc/v0/, https://node.example/rpc/v0",
        "ws://node.example:1234/, http://node.example:1234/rpc/v1",
        "https://node.example/some/gateway, https://node.example/some/gateway/rpc/v1",
    })
    void readsAddressesWithoutAToken(String text, String endpoint) {
        ApiInfo info = ApiInfo.parse(text);

        assertThat(info.endpoint()).hasToString(endpoint);
        assertThat(info.token()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "eyJ.abc.d_f:/ip4/127.0.0.1/tcp/1234/http, eyJ.abc.d_f, http://127.0.0.1:1234/rpc/v1",
        "eyJ.abc.d_f:https://node.example/rpc/v1, eyJ.abc.d_f, https://node.example/rpc/v1",
    })
    void readsATokenBeforeTheAddress(String text, String token, String endpoint) {
        ApiInfo info = ApiInfo.parse(text);

        assertThat(info).isEqualTo(new ApiInfo(java.net.URI.create(endpoint), Optional.of(token)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node",
                ":http://node.example",
                "secret-token:nonsense",
                "secret-token:/ip4/127.0.0.1/udp/1234",
                "/ip4/127.0.0.1/tcp/1234/quic",
                "ftp://node.example",
                "http://user:secret-token@node.example",
                "http://secret-token node.example"
            })
    void refusesWhatIsNoAddressWithoutShowingAToken(String text) {
        assertThatThrownBy(() -> ApiInfo.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .isNotBlank()
                .doesNotContain("secret-token");
    }

    @Test
    void neverPrintsTheToken() {
        assertThat(ApiInfo.parse("eyJ.abc:http://node.example")).hasToString("http://node.example/rpc/v1 with a token");
    }
}
