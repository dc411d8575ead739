package io.whypfs.deals.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.whypfs.filecoin.address.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FaucetIT {

    private final List<String> asked = new ArrayList<>();

    @Test
    void isAskedWithTheLetterOfATestNetwork() throws Exception {
        HttpServer server = server(200);

        new Faucet(url(server)).ask(Address.id(1234));

        server.stop(0);
        assertThat(asked).containsExactly("POST {\"address\":\"t01234\"}");
    }

    @Test
    void saysWhenItGivesNothing() throws Exception {
        HttpServer server = server(429);

        assertThatThrownBy(() -> new Faucet(url(server)).ask(Address.id(1234)))
                .isInstanceOf(IOException.class)
                .hasMessage("The faucet answered with HTTP 429.");
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mainnet", "testnetnet"})
    void isRefusedOnTheMainNetwork(String network) {
        assertThatThrownBy(() -> FundsBeans.faucet(Optional.of("http://127.0.0.1:1/faucet"), network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("whypfs.wallet.faucet-url is for test networks; remove it, or set whypfs.chain.network.");
        assertThat(FundsBeans.faucet(Optional.empty(), network)).isEmpty();
        assertThat(FundsBeans.faucet(Optional.of("http://127.0.0.1:1/faucet"), "calibrationnet"))
                .isPresent();
    }

    private HttpServer server(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/control/faucet");
    }
}
