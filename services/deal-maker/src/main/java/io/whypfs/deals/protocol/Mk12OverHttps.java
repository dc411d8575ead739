package io.whypfs.deals.protocol;

import io.vertx.core.http.HttpMethod;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.AskRequest;
import io.whypfs.filecoin.mk12.AskResponse;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealResponse;
import io.whypfs.filecoin.mk12.DealStatus;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import io.whypfs.filecoin.mk12.DealStatusResponse;
import io.whypfs.filecoin.mk12.ProtocolVersion;
import io.whypfs.multiformats.MultiformatException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * MK 1.2 as Curio takes it: {@code POST {base}/market/mk12/store}, {@code GET .../status} and {@code GET .../ask}, each
 * with one CBOR item as body and as answer. For any thread.
 *
 * <p>A status of 5xx does not tell whether an offer was taken: Curio's own time limit answers 503 while it goes on with the
 * offer. So it is {@link ProposalReply.Unclear} unless the server says when to come back, which only one that turned the
 * request away does. Source: filecoin-project/curio, market/mk12/http; limits there: 4 MB, 50 requests a second, 10 s.
 */
public final class Mk12OverHttps implements DealProtocol {

    private static final String STORE = "/market/mk12/store";
    private static final String STATUS = "/market/mk12/status";
    private static final String ASK = "/market/mk12/ask";

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERRORS = 500;

    private final ProviderHttp http;
    private final Duration readLimit;
    private final Duration storeLimit;

    /**
     * @param readLimit whole time of a question
     * @param storeLimit whole time of an offer
     */
    Mk12OverHttps(ProviderHttp http, Duration readLimit, Duration storeLimit) {
        this.http = http;
        this.readLimit = readLimit;
        this.storeLimit = storeLimit;
    }

    @Override
    public boolean speaks(ProviderEndpoint endpoint) {
        return HttpTarget.of(endpoint.addresses()).isPresent();
    }

    @Override
    public ProposalReply propose(ProviderEndpoint endpoint, DealParams params) {
        Optional<HttpTarget> target = HttpTarget.of(endpoint.addresses());
        if (target.isEmpty()) {
            return new ProposalReply.Unreachable(Unspoken.why(endpoint));
        }
        byte[] offer = params.encode(ProtocolVersion.V1_2_1);
        return switch (http.send(target.get(), HttpMethod.POST, STORE, offer, storeLimit)) {
            case HttpOutcome.NotSent(String why) -> new ProposalReply.Unreachable(why);
            case HttpOutcome.NoAnswer(String why) -> new ProposalReply.Unclear(why);
            case HttpOutcome.Answer answer when answer.status() == OK -> offered(target.get(), answer);
            case HttpOutcome.Answer answer -> refusedOffer(target.get(), answer);
        };
    }

    private static ProposalReply offered(HttpTarget target, HttpOutcome.Answer answer) {
        try {
            DealResponse response = DealResponse.decode(answer.body());
            String words = PlainText.of(response.message());
            return response.accepted()
                    ? new ProposalReply.Accepted()
                    : new ProposalReply.Rejected(words, RejectionClass.of(response.message()));
        } catch (FilecoinFormatException | MultiformatException e) {
            return new ProposalReply.Unclear(unreadable(target, e));
        }
    }

    private static ProposalReply refusedOffer(HttpTarget target, HttpOutcome.Answer answer) {
        String words = target + " answered the offer with HTTP status " + answer.status();
        boolean isBusy = answer.status() == TOO_MANY_REQUESTS
                || answer.status() == UNAVAILABLE && answer.retryAfter().isPresent();
        if (isBusy) {
            return new ProposalReply.Busy(words + ": it has too much to do.", RetryAfter.read(answer.retryAfter()));
        }
        if (answer.status() >= SERVER_ERRORS) {
            return new ProposalReply.Unclear(words + ", which leaves open whether it took the offer.");
        }
        return switch (answer.status()) {
            case BAD_REQUEST, UNPROCESSABLE ->
                new ProposalReply.Rejected(words + ": it cannot read it.", RejectionClass.UNKNOWN);
            case TOO_LARGE -> new ProposalReply.Rejected(words + ": it is too large.", RejectionClass.UNKNOWN);
            default -> new ProposalReply.Unreachable(words + ": nobody takes offers of MK 1.2 there.");
        };
    }

    /** A provider's answer about another deal than the one asked for is none. */
    @Override
    public StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request) {
        return switch (question(endpoint, STATUS, request.encode(), DealStatusResponse::decode)) {
            case Question.Failed<DealStatusResponse>(String why) -> new StatusReply.Unreachable(why);
            case Question.Answered<DealStatusResponse>(DealStatusResponse response) ->
                statusOf(request.dealUuid(), response);
        };
    }

    private static StatusReply statusOf(UUID deal, DealStatusResponse response) {
        if (!response.error().isEmpty()) {
            String words = PlainText.of(response.error());
            return StatusErrors.meansUnknown(response.error())
                    ? new StatusReply.Unknown(words)
                    : new StatusReply.Unreachable("The provider does not tell the state: " + words);
        }
        if (!response.dealUuid().equals(deal) || response.status().isEmpty()) {
            return new StatusReply.Unreachable("The provider's answer holds no state of deal " + deal + ".");
        }
        return new StatusReply.Known(new DealStatusResponse(
                "",
                deal,
                response.offline(),
                response.status().map(Mk12OverHttps::plain),
                response.transferSizeBytes(),
                response.receivedBytes()));
    }

    private static DealStatus plain(DealStatus status) {
        return new DealStatus(
                PlainText.of(status.error()),
                PlainText.of(status.status()),
                status.proposal(),
                status.publishCid(),
                status.chainDealId(),
                PlainText.of(status.sealingStatus()),
                status.signedProposalCid());
    }

    @Override
    public AskReply ask(ProviderEndpoint endpoint, Address provider) {
        return switch (question(endpoint, ASK, new AskRequest(provider).encode(), AskResponse::decode)) {
            case Question.Failed<AskResponse>(String why) -> new AskReply.Unreachable(why);
            case Question.Answered<AskResponse>(AskResponse response) -> askOf(provider, response);
        };
    }

    private static AskReply askOf(Address provider, AskResponse response) {
        if (response.ask().isEmpty()) {
            return new AskReply.None("The provider has set no terms.");
        }
        Address named = response.ask().get().ask().provider();
        return named.equals(provider)
                ? new AskReply.Told(response.ask().get())
                : new AskReply.None("The terms that were told are those of " + named + ".");
    }

    private <T> Question<T> question(ProviderEndpoint endpoint, String path, byte[] body, Function<byte[], T> decode) {
        Optional<HttpTarget> target = HttpTarget.of(endpoint.addresses());
        if (target.isEmpty()) {
            return new Question.Failed<>(Unspoken.why(endpoint));
        }
        return switch (http.send(target.get(), HttpMethod.GET, path, body, readLimit)) {
            case HttpOutcome.NotSent(String why) -> new Question.Failed<>(why);
            case HttpOutcome.NoAnswer(String why) -> new Question.Failed<>(why);
            case HttpOutcome.Answer answer
            when answer.status() != OK ->
                new Question.Failed<>(target.get() + path + " answered with HTTP status " + answer.status() + ".");
            case HttpOutcome.Answer answer -> decoded(target.get(), answer, decode);
        };
    }

    private static <T> Question<T> decoded(HttpTarget target, HttpOutcome.Answer answer, Function<byte[], T> decode) {
        try {
            return new Question.Answered<>(decode.apply(answer.body()));
        } catch (FilecoinFormatException | MultiformatException e) {
            return new Question.Failed<>(unreadable(target, e));
        }
    }

    private static String unreadable(HttpTarget target, IllegalArgumentException e) {
        return PlainText.of("The answer of " + target + " cannot be read: " + e.getMessage());
    }

    /** A read-only request and what came of it. */
    private sealed interface Question<T> {
        record Answered<T>(T answer) implements Question<T> {}

        record Failed<T>(String why) implements Question<T> {}
    }
}
