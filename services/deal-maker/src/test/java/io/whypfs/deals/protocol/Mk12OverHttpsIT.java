package io.whypfs.deals.protocol;

import static io.whypfs.deals.protocol.StubProvider.answer;
import static io.whypfs.deals.protocol.StubProvider.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.whypfs.deals.protocol.ProviderHttp.Limits;
import io.whypfs.deals.protocol.StubProvider.Behaviour;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.AskResponse;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealResponse;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import io.whypfs.filecoin.mk12.DealStatusResponse;
import io.whypfs.multiformats.Multiaddr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol against a web server that does what the test says. */
@Timeout(60)
class Mk12OverHttpsIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Address PROVIDER = Address.id(1234);
    private static final byte[] OFFER = Mk12Vectors.message("deal_params_v121");
    private static final DealParams PARAMS = DealParams.decode(OFFER);
    private static final byte[] TAKEN = Mk12Vectors.message("deal_response_ok");
    private static final DealStatusRequest STATUS_REQUEST =
            DealStatusRequest.decode(Mk12Vectors.message("deal_status_request"));

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void sendsTheVectorsBytesAndTakesTheirAnswers() throws Exception {
        try (StubProvider stub = new StubProvider(answering("200 OK", TAKEN))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isEqualTo(new ProposalReply.Accepted());
            assertThat(stub.requests()).hasSize(1);
            StubProvider.Request request = stub.requests().getFirst();
            assertThat(request.line()).isEqualTo("POST /market/mk12/store HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("content-type", "application/cbor")
                    .containsEntry("host", "127.0.0.1:" + stub.port());
            assertThat(request.body()).isEqualTo(OFFER);
        }
    }

    @Test
    void asksForAStateWithABodyInTheGet() throws Exception {
        byte[] answer = Mk12Vectors.message("deal_status_response");
        try (StubProvider stub = new StubProvider(answering("200 OK", answer))) {
            // When
            StatusReply reply = mk12(LONG).status(at(stub), STATUS_REQUEST);

            // Then
            assertThat(reply).isEqualTo(new StatusReply.Known(DealStatusResponse.decode(answer)));
            assertThat(stub.requests().getFirst().line()).isEqualTo("GET /market/mk12/status HTTP/1.1");
            assertThat(stub.requests().getFirst().body()).isEqualTo(Mk12Vectors.message("deal_status_request"));
        }
    }

    @Test
    void asksForTermsWithABodyInTheGet() throws Exception {
        byte[] answer = Mk12Vectors.message("ask_response");
        try (StubProvider stub = new StubProvider(answering("200 OK", answer))) {
            // When
            AskReply reply = mk12(LONG).ask(at(stub), PROVIDER);

            // Then
            assertThat(reply)
                    .isEqualTo(
                            new AskReply.Told(AskResponse.decode(answer).ask().orElseThrow()));
            assertThat(stub.requests().getFirst().line()).isEqualTo("GET /market/mk12/ask HTTP/1.1");
            assertThat(stub.requests().getFirst().body()).isEqualTo(Mk12Vectors.message("ask_request"));
        }
    }

    @Test
    void termsOfAnotherProviderAreNone() throws Exception {
        try (StubProvider stub = new StubProvider(answering("200 OK", Mk12Vectors.message("ask_response")))) {
            // When
            AskReply reply = mk12(LONG).ask(at(stub), Address.id(77));

            // Then
            assertThat(reply).isEqualTo(new AskReply.None("The terms that were told are those of f01234."));
        }
    }

    @Test
    void aProviderWithoutTermsSaysSo() throws Exception {
        try (StubProvider stub = new StubProvider(answering("200 OK", Mk12Vectors.message("ask_response_null")))) {
            // When
            AskReply reply = mk12(LONG).ask(at(stub), PROVIDER);

            // Then
            assertThat(reply).isEqualTo(new AskReply.None("The provider has set no terms."));
        }
    }

    @Test
    void aRefusalKeepsItsWordsAndHasAClass() throws Exception {
        byte[] refusal = Mk12Vectors.message("deal_response_rejected");
        try (StubProvider stub = new StubProvider(answering("200 OK", refusal))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply)
                    .isEqualTo(new ProposalReply.Rejected(
                            "failed validation: invalid signature", RejectionClass.SIGNATURE));
        }
    }

    @Test
    void aStrangersWordsAreMadeFitForTheDatabase() throws Exception {
        byte[] refusal = new DealResponse("no\0\n" + "x".repeat(2000), false).encode();
        try (StubProvider stub = new StubProvider(answering("200 OK", refusal))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isEqualTo(new ProposalReply.Rejected("no??" + "x".repeat(996), RejectionClass.UNKNOWN));
        }
    }

    @Test
    void readsAnAnswerThatComesByteByByte() throws Exception {
        try (StubProvider stub = new StubProvider(StubProvider.trickling(answer("200 OK", TAKEN)))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isEqualTo(new ProposalReply.Accepted());
        }
    }

    @Test
    void readsAnAnswerInChunksAndOneThatEndsWithTheConnection() throws Exception {
        String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        Behaviour chunked = (stub, socket) -> {
            stub.read(socket);
            socket.getOutputStream().write(chunks.getBytes(StandardCharsets.US_ASCII));
            for (byte each : TAKEN) {
                socket.getOutputStream().write(new byte[] {'1', '\r', '\n', each, '\r', '\n'});
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
        Behaviour ending = (stub, socket) -> {
            stub.read(socket);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(TAKEN);
        };
        for (Behaviour behaviour : List.of(chunked, ending)) {
            try (StubProvider stub = new StubProvider(behaviour)) {
                // When
                ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

                // Then
                assertThat(reply).isEqualTo(new ProposalReply.Accepted());
            }
        }
    }

    @Test
    void anOfferToAClosedPortSurelyDidNotArrive() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        // When
        ProposalReply reply = mk12(LONG).propose(at(port), PARAMS);

        // Then
        assertThat(reply).isInstanceOf(ProposalReply.Unreachable.class);
        assertThat(reply.toString()).contains("No connection to http://127.0.0.1:" + port + ": ");
    }

    @Test
    void anOfferWhoseConnectionBrokeMayHaveArrived() throws Exception {
        try (StubProvider stub = new StubProvider(StubProvider.resettingAfterTheRequest())) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unclear.class);
            assertThat(reply.toString()).contains("No whole answer from http://127.0.0.1:" + stub.port() + ": ");
        }
    }

    @Test
    void aConnectionThatBreaksAtOnceNeverPassesForAnAnswer() throws Exception {
        try (StubProvider stub = new StubProvider(StubProvider.resettingAtOnce())) {
            // When: the reset comes before the request or in the middle of it
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOfAny(ProposalReply.Unclear.class, ProposalReply.Unreachable.class);
        }
    }

    @Test
    void anOfferIsSentOnceHoweverItsConnectionEnds() throws Exception {
        try (StubProvider stub = new StubProvider(StubProvider.resettingAfterTheRequest())) {
            // When
            mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsLateLeavesItOpen() throws Exception {
        try (StubProvider stub = new StubProvider(StubProvider.silent())) {
            // When
            ProposalReply offer = mk12(SHORT).propose(at(stub), PARAMS);
            StatusReply status = mk12(SHORT).status(at(stub), STATUS_REQUEST);

            // Then
            assertThat(offer).isInstanceOf(ProposalReply.Unclear.class);
            assertThat(offer.toString()).contains("within");
            assertThat(status).isInstanceOf(StatusReply.Unreachable.class);
        }
    }

    @Test
    void anAnswerThatStopsHalfwayLeavesItOpen() throws Exception {
        byte[] whole = answer("200 OK", TAKEN);
        Behaviour half = (stub, socket) -> {
            stub.read(socket);
            socket.getOutputStream().write(Arrays.copyOf(whole, whole.length - 1));
        };
        try (StubProvider stub = new StubProvider(half)) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unclear.class);
        }
    }

    @Test
    void anAnswerThatIsNoCborLeavesItOpen() throws Exception {
        byte[] more = Arrays.copyOf(TAKEN, TAKEN.length + 1);
        for (byte[] garbage :
                List.of(new byte[0], new byte[] {1, 2, 3}, "<html>".getBytes(StandardCharsets.UTF_8), more)) {
            try (StubProvider stub = new StubProvider(answering("200 OK", garbage))) {
                // When
                ProposalReply offer = mk12(LONG).propose(at(stub), PARAMS);
                StatusReply status = mk12(LONG).status(at(stub), STATUS_REQUEST);
                AskReply ask = mk12(LONG).ask(at(stub), PROVIDER);

                // Then
                assertThat(offer).isInstanceOf(ProposalReply.Unclear.class);
                assertThat(offer.toString()).contains("cannot be read: ");
                assertThat(status).isInstanceOf(StatusReply.Unreachable.class);
                assertThat(ask).isInstanceOf(AskReply.Unreachable.class);
            }
        }
    }

    @Test
    void anAnswerAboveTheLimitIsNotRead() throws Exception {
        try (StubProvider stub = new StubProvider(answering("200 OK", new byte[100_000]))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unclear.class);
            assertThat(reply.toString()).contains("longer than 65536 bytes");
        }
    }

    @Test
    void tooManyRequestsMeansBusyForAsLongAsTheProviderSays() throws Exception {
        try (StubProvider stub = new StubProvider(answering("429 Too Many Requests", new byte[0], "Retry-After: 90"))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply)
                    .isEqualTo(new ProposalReply.Busy(
                            "http://127.0.0.1:" + stub.port()
                                    + " answered the offer with HTTP status 429: it has too much to do.",
                            Optional.of(Duration.ofSeconds(90))));
        }
    }

    @Test
    void unavailableIsBusyOnlyWhenItSaysUntilWhen() throws Exception {
        try (StubProvider stub = new StubProvider(answering("503 Busy", new byte[0], "Retry-After: 5"));
                StubProvider timedOut = new StubProvider(
                        answering("503 Busy", "timeout reading request".getBytes(StandardCharsets.UTF_8)))) {
            // When
            ProposalReply busy = mk12(LONG).propose(at(stub), PARAMS);
            ProposalReply open = mk12(LONG).propose(at(timedOut), PARAMS);

            // Then
            assertThat(busy).isInstanceOf(ProposalReply.Busy.class);
            assertThat(open).isInstanceOf(ProposalReply.Unclear.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout"})
    void aServerErrorLeavesOpenWhetherTheOfferWasTaken(String status) throws Exception {
        try (StubProvider stub = new StubProvider(answering(status, new byte[0]))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unclear.class);
        }
    }

    @Test
    void whatTheProviderCannotReadItRefuses() throws Exception {
        for (String status : List.of("400 Bad Request", "413 Payload Too Large", "422 Unprocessable")) {
            try (StubProvider stub = new StubProvider(answering(status, new byte[0]))) {
                // When
                ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

                // Then
                assertThat(reply).isInstanceOf(ProposalReply.Rejected.class);
                assertThat(((ProposalReply.Rejected) reply).rejection()).isEqualTo(RejectionClass.UNKNOWN);
            }
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (StubProvider elsewhere = new StubProvider(answering("200 OK", TAKEN));
                StubProvider stub = new StubProvider(answering(
                        "307 Temporary Redirect",
                        new byte[0],
                        "Location: http://127.0.0.1:" + elsewhere.port() + "/market/mk12/store"))) {
            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(reply).isInstanceOf(ProposalReply.Unreachable.class);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void anUnknownDealIsToldFromAFailure() throws Exception {
        UUID deal = STATUS_REQUEST.dealUuid();
        for (String words :
                List.of("no storage deal found with deal UUID " + deal, "failed to get sealed deal status")) {
            try (StubProvider stub = new StubProvider(answering("200 OK", error(words)))) {
                // When
                StatusReply reply = mk12(LONG).status(at(stub), STATUS_REQUEST);

                // Then
                assertThat(reply).isEqualTo(new StatusReply.Unknown(words));
            }
        }
        try (StubProvider stub = new StubProvider(answering("200 OK", error("signature verification failed")))) {
            // When
            StatusReply reply = mk12(LONG).status(at(stub), STATUS_REQUEST);

            // Then
            assertThat(reply)
                    .isEqualTo(new StatusReply.Unreachable(
                            "The provider does not tell the state: signature verification failed"));
        }
    }

    @Test
    void aStateOfAnotherDealIsNone() throws Exception {
        UUID other = UUID.fromString("00000000-0000-4000-8000-000000000001");
        try (StubProvider stub = new StubProvider(answering("200 OK", Mk12Vectors.message("deal_status_response")))) {
            // When
            StatusReply reply = mk12(LONG).status(at(stub), new DealStatusRequest(other, STATUS_REQUEST.signature()));

            // Then
            assertThat(reply)
                    .isEqualTo(
                            new StatusReply.Unreachable("The provider's answer holds no state of deal " + other + "."));
        }
    }

    @Test
    void privateAddressesAreNotContactedUnlessTheSettingAllowsIt() throws Exception {
        try (StubProvider stub = new StubProvider(answering("200 OK", TAKEN))) {
            DealProtocol strict = mk12(LONG, AddressRule.PUBLIC);
            for (String host : List.of("/ip4/127.0.0.1", "/dns/localhost", "/ip6/::1", "/ip6/::ffff:127.0.0.1")) {
                // When
                ProposalReply reply = strict.propose(endpoint(host + "/tcp/" + stub.port() + "/ws"), PARAMS);

                // Then
                assertThat(reply).isInstanceOf(ProposalReply.Unreachable.class);
                assertThat(reply.toString()).contains("lies in a private network");
            }
            assertThat(stub.requests()).isEmpty();
        }
    }

    @Test
    void connectsByNameOnlyToTheAddressThatWasChecked() throws Exception {
        try (StubProvider stub = new StubProvider(answering("200 OK", TAKEN))) {
            // When
            ProposalReply reply = mk12(LONG).propose(endpoint("/dns4/localhost/tcp/" + stub.port() + "/ws"), PARAMS);

            // Then
            assertThat(reply).isEqualTo(new ProposalReply.Accepted());
            assertThat(stub.requests().getFirst().headers()).containsEntry("host", "localhost:" + stub.port());
        }
    }

    @Test
    void aNameThatLeadsNowhereSaysSo() {
        // When
        ProposalReply reply = mk12(LONG).propose(endpoint("/dns/nowhere.invalid/tcp/443/wss"), PARAMS);

        // Then
        assertThat(reply)
                .isEqualTo(new ProposalReply.Unreachable("The name of https://nowhere.invalid:443 is not known."));
    }

    @Test
    void anEndpointWithoutAWebServerSaysWhy() {
        // Given
        DealProtocol mk12 = mk12(LONG);
        ProviderEndpoint libp2p = endpoint("/ip4/8.8.8.8/tcp/4001");

        // When
        ProposalReply reply = mk12.propose(libp2p, PARAMS);

        // Then
        assertThat(mk12.speaks(libp2p)).isFalse();
        assertThat(reply)
                .isEqualTo(
                        new ProposalReply.Unreachable("The provider speaks only libp2p, which this version does not."));
    }

    @Test
    void aThreadThatIsStoppedGetsItsReplyAndStaysStopped() throws Exception {
        try (StubProvider stub = new StubProvider(StubProvider.silent())) {
            // Given
            Thread.currentThread().interrupt();

            // When
            ProposalReply reply = mk12(LONG).propose(at(stub), PARAMS);

            // Then
            assertThat(Thread.interrupted()).isTrue();
            assertThat(reply).isInstanceOfAny(ProposalReply.Unreachable.class, ProposalReply.Unclear.class);
        }
    }

    private static byte[] error(String words) {
        return new DealStatusResponse(words, STATUS_REQUEST.dealUuid(), false, Optional.empty(), 0, 0).encode();
    }

    private static ProviderEndpoint at(StubProvider stub) throws IOException {
        return at(stub.port());
    }

    private static ProviderEndpoint at(int port) {
        return endpoint("/ip4/127.0.0.1/tcp/" + port + "/ws");
    }

    private static ProviderEndpoint endpoint(String address) {
        return new ProviderEndpoint(PROVIDER, Optional.empty(), List.of(Multiaddr.parse(address)), List.of());
    }

    private static Mk12OverHttps mk12(Duration whole) {
        return mk12(whole, AddressRule.ANY);
    }

    private static Mk12OverHttps mk12(Duration whole, AddressRule rule) {
        ProviderHttp http =
                new ProviderHttp(VERTX, new HttpClientOptions(), rule, new Limits(Duration.ofSeconds(5), 65_536));
        return new Mk12OverHttps(http, whole, whole);
    }
}
