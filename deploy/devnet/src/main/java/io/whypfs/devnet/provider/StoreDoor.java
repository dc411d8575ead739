package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.fault.Pause;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Answer.Manner;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.mk12.DealParams;
import io.whypfs.devnet.mk12.DealResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code POST /market/mk12/store}: takes a proposal, or says why not.
 *
 * <p>An accepted deal is on disk before the answer goes out, and its transfer starts whether the answer arrives or not.
 */
final class StoreDoor {

    private static final String CBOR = "application/cbor";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED = 415;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final long LATE_MILLIS = 65_000;
    private final String provider;
    private final Chain chain;
    private final OfferCheck check;
    private final Faults faults;
    private final Records records;
    private final Consumer<ProviderDeal> accepted;

    StoreDoor(
            String provider,
            Chain chain,
            OfferCheck check,
            Faults faults,
            Records records,
            Consumer<ProviderDeal> accepted) {
        this.provider = provider;
        this.chain = chain;
        this.check = check;
        this.faults = faults;
        this.records = records;
        this.accepted = accepted;
    }

    Answer store(Request request) {
        if (faults.take(provider, FaultKind.RESET_BEFORE).isPresent()) {
            return Answer.reset();
        }
        if (faults.take(provider, FaultKind.REJECT_429).isPresent()) {
            return Answer.text(TOO_MANY, "Too Many Requests");
        }
        if (faults.take(provider, FaultKind.REJECT_500).isPresent()) {
            return Answer.text(SERVER_ERROR, "Internal Server Error");
        }
        if (!request.header("content-type").filter(CBOR::equals).isPresent()) {
            return Answer.text(UNSUPPORTED, "Content-Type is " + CBOR);
        }
        DealParams params;
        try {
            params = DealParams.read(request.body(), what -> records.odd(provider, Records.CBOR, what));
        } catch (BadBytes e) {
            records.odd(provider, Records.REQUEST, "DealParams do not decode: " + e.getMessage());
            return Answer.text(BAD_REQUEST, "Reason: " + e.getMessage());
        }
        Optional<String> refusal = chain.store().change(() -> decide(params));
        return mannered(Answer.bytes(OK, CBOR, response(refusal).encode()));
    }

    private static DealResponse response(Optional<String> refusal) {
        return new DealResponse(refusal.isEmpty(), refusal.orElse(""));
    }

    private Optional<String> decide(DealParams params) {
        Optional<String> refusal = faults.takeRejection(provider).or(() -> check.refuse(params));
        boolean signed = chain.market().check().signature(params.deal()).isEmpty();
        if (!signed) {
            records.odd(
                    provider,
                    Records.SIGNATURE,
                    "the proposal of deal " + params.uuid() + " is not signed by "
                            + params.deal().proposal().client());
        }
        String transfer = new String(params.transfer().params(), StandardCharsets.UTF_8);
        records.offered(new Records.Offer(
                records.nextOffer(),
                records.now(),
                chain.time().epoch(),
                provider,
                params.uuid(),
                params.deal().cid(),
                params.deal().proposal(),
                params.root(),
                params.transfer().size(),
                transfer,
                signed,
                refusal.isEmpty(),
                refusal.orElse("")));
        if (refusal.isEmpty()) {
            accept(params, transfer);
        }
        return refusal;
    }

    private void accept(DealParams params, String transfer) {
        List<String> fate = faults.takeForDeal(provider);
        ProviderDeal deal = new ProviderDeal(
                provider,
                params.uuid(),
                params.deal().cid(),
                params.deal(),
                params.root(),
                transfer,
                params.transfer().size(),
                chain.time().epoch(),
                fate,
                ProviderDeal.Progress.accepted(chain.time().epoch()));
        records.deals().put(deal.key(), deal);
        accepted.accept(deal);
    }

    private Answer mannered(Answer answer) {
        if (faults.take(provider, FaultKind.RESET_AFTER).isPresent()) {
            return Answer.reset();
        }
        faults.take(provider, FaultKind.LATE_REPLY)
                .ifPresent(fault -> Pause.of(fault.value() > 0 ? fault.value() : LATE_MILLIS));
        return faults.take(provider, FaultKind.BYTE_BY_BYTE).isPresent() ? answer.in(Manner.BYTE_BY_BYTE) : answer;
    }
}
