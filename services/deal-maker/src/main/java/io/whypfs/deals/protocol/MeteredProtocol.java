package io.whypfs.deals.protocol;

import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import java.util.Locale;

/**
 * Counts what a protocol's requests come to: {@code whypfs.provider.offers} by outcome, {@code whypfs.provider.refusals} by
 * class, {@code whypfs.provider.questions} by kind and outcome. Which provider it was is no label: there may be thousands.
 */
final class MeteredProtocol implements DealProtocol {

    private static final String OUTCOME = "outcome";

    private final DealProtocol inner;
    private final MeterRegistry registry;

    MeteredProtocol(DealProtocol inner, MeterRegistry registry) {
        this.inner = inner;
        this.registry = registry;
    }

    @Override
    public boolean speaks(ProviderEndpoint endpoint) {
        return inner.speaks(endpoint);
    }

    @Override
    public ProposalReply propose(ProviderEndpoint endpoint, DealParams params) {
        ProposalReply reply = inner.propose(endpoint, params);
        registry.counter("whypfs.provider.offers", OUTCOME, word(reply)).increment();
        if (reply instanceof ProposalReply.Rejected rejected) {
            String refusal = rejected.rejection().name().toLowerCase(Locale.ROOT);
            registry.counter("whypfs.provider.refusals", "class", refusal).increment();
        }
        return reply;
    }

    @Override
    public StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request) {
        StatusReply reply = inner.status(endpoint, request);
        asked("status", reply);
        return reply;
    }

    @Override
    public AskReply ask(ProviderEndpoint endpoint, Address provider) {
        AskReply reply = inner.ask(endpoint, provider);
        asked("ask", reply);
        return reply;
    }

    private void asked(String kind, Object reply) {
        registry.counter("whypfs.provider.questions", "kind", kind, OUTCOME, word(reply))
                .increment();
    }

    private static String word(Object reply) {
        return reply.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
