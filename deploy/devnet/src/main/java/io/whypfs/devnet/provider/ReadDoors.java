package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.mk12.Ask;
import io.whypfs.devnet.mk12.StatusRequest;
import io.whypfs.devnet.mk12.StatusResponse;
import io.whypfs.devnet.wire.Address;
import java.util.Optional;

/** {@code GET /market/mk12/status} and {@code GET /market/mk12/ask}, each with a CBOR body. */
final class ReadDoors {

    private static final String CBOR = "application/cbor";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private final Terms terms;
    private final String provider;
    private final Chain chain;
    private final Faults faults;
    private final Records records;

    ReadDoors(Terms terms, Chain chain, Faults faults, Records records) {
        this.terms = terms;
        this.provider = terms.miner().address().toString();
        this.chain = chain;
        this.faults = faults;
        this.records = records;
    }

    Answer ask(Request request) {
        try {
            Address asked = Ask.readRequest(request.body(), what -> records.odd(provider, Records.CBOR, what));
            if (!asked.equals(terms.miner().address())) {
                return Answer.bytes(OK, CBOR, Ask.response(null, null));
            }
            Ask ask = terms.ask(chain.head(), faults);
            return Answer.bytes(
                    OK, CBOR, Ask.response(ask, terms.miner().worker().sign(ask.encode())));
        } catch (BadBytes e) {
            return bad("AskRequest", e);
        }
    }

    private Answer bad(String what, BadBytes why) {
        records.odd(provider, Records.REQUEST, what + " does not decode: " + why.getMessage());
        return Answer.text(BAD_REQUEST, "Reason: " + why.getMessage());
    }

    Answer status(Request request) {
        try {
            StatusRequest question =
                    StatusRequest.read(request.body(), what -> records.odd(provider, Records.CBOR, what));
            StatusResponse answer = chain.store().read(() -> status(question));
            return Answer.bytes(OK, CBOR, answer.encode());
        } catch (BadBytes e) {
            return bad("DealStatusRequest", e);
        }
    }

    private StatusResponse status(StatusRequest question) {
        Optional<ProviderDeal> found = records.find(provider, question.uuid());
        if (found.isEmpty()) {
            String none = "no storage deal found with deal UUID " + question.uuid();
            return new StatusResponse(question.uuid(), none, null, false, 0, 0);
        }
        ProviderDeal deal = found.get();
        Address client = deal.deal().proposal().client();
        Address key = chain.accounts().find(client).map(Rows.Account::key).orElse(client);
        if (!question.isSignedBy(key)) {
            // Curio answers all the same; a client that counts on that fails with Boost.
            records.odd(
                    provider,
                    Records.SIGNATURE,
                    "the status request for " + deal.uuid() + " is not signed by " + client);
        }
        ProviderDeal.Progress progress = deal.progress();
        StatusResponse.Status status = new StatusResponse.Status(
                progress.error(),
                progress.stage().status(),
                progress.stage().sealing(),
                deal.deal().proposal(),
                deal.signedProposal(),
                progress.told(),
                progress.chainDeal());
        return new StatusResponse(deal.uuid(), "", status, false, 1, 1);
    }
}
