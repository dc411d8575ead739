package io.whypfs.deals.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import io.whypfs.deals.protocol.ProviderHttp.Limits;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.multiformats.Multiaddr;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Offers over TLS, to a server whose certificate the JDK's keytool made. */
@Timeout(60)
class ProviderTlsIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";
    private static final DealParams PARAMS = DealParams.decode(Mk12Vectors.message("deal_params_v121"));

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void offersToTheNameOnTheCertificate() throws Exception {
        Path keys = certificateFor("localhost");
        try (StubProvider stub = tlsStub(keys)) {
            // When
            ProposalReply reply = mk12(trusting(keys)).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isEqualTo(new ProposalReply.Accepted());
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws Exception {
        Path keys = certificateFor("other.example");
        try (StubProvider stub = tlsStub(keys)) {
            // When
            ProposalReply reply = mk12(trusting(keys)).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unreachable.class);
            assertThat(stub.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerThatNobodyVouchesFor() throws Exception {
        try (StubProvider stub = tlsStub(certificateFor("localhost"))) {
            // When
            ProposalReply reply = mk12(new HttpClientOptions()).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unreachable.class);
            assertThat(stub.requests()).isEmpty();
        }
    }

    private Path certificateFor(String name) throws Exception {
        Path keys = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        return keys;
    }

    private static StubProvider tlsStub(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        ServerSocket server = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new StubProvider(server, StubProvider.answering("200 OK", Mk12Vectors.message("deal_response_ok")));
    }

    private static HttpClientOptions trusting(Path keys) {
        return new HttpClientOptions()
                .setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));
    }

    private static ProviderEndpoint at(StubProvider stub) {
        Multiaddr address = Multiaddr.parse("/dns4/localhost/tcp/" + stub.port() + "/wss");
        return new ProviderEndpoint(Address.id(1234), Optional.empty(), List.of(address), List.of());
    }

    private static Mk12OverHttps mk12(HttpClientOptions options) {
        Duration whole = Duration.ofSeconds(20);
        return new Mk12OverHttps(
                new ProviderHttp(VERTX, options, AddressRule.ANY, new Limits(Duration.ofSeconds(5), 65_536)),
                whole,
                whole);
    }
}
