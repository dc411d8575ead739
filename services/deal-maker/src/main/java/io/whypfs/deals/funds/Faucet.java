package io.whypfs.deals.funds;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Who gives test FIL and datacap on test networks: {@code POST {"address":"t1..."}}. */
final class Faucet {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 300;

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(AT_MOST).build();

    Faucet(URI url) {
        this.url = url;
    }

    /** @throws IOException when it gives nothing, with one sentence why */
    void ask(Address wallet) throws IOException {
        String body = "{\"address\":\"" + wallet.toString(Network.TESTNET) + "\"}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(AT_MOST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= FIRST_ERROR) {
                throw new IOException("The faucet answered with HTTP " + status + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The request to the faucet was interrupted.", e);
        }
    }
}
