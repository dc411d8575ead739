package io.whypfs.deals.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredProtocolTest {

    private static final ProviderEndpoint NOWHERE =
            new ProviderEndpoint(Address.id(1), Optional.empty(), List.of(), List.of());
    private static final DealParams PARAMS = DealParams.decode(Mk12Vectors.message("deal_params_v121"));
    private static final DealStatusRequest STATUS =
            DealStatusRequest.decode(Mk12Vectors.message("deal_status_request"));

    /** Gives what it was given. */
    private record Fixed(ProposalReply offer, StatusReply status, AskReply ask) implements DealProtocol {

        @Override
        public boolean speaks(ProviderEndpoint endpoint) {
            return true;
        }

        @Override
        public ProposalReply propose(ProviderEndpoint endpoint, DealParams params) {
            return offer;
        }

        @Override
        public StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request) {
            return status;
        }

        @Override
        public AskReply ask(ProviderEndpoint endpoint, Address provider) {
            return ask;
        }
    }

    @Test
    void countsOutcomesAndClassesOfRefusal() {
        // Given
        MeterRegistry meters = new SimpleMeterRegistry();
        Fixed fixed = new Fixed(
                new ProposalReply.Rejected("full", RejectionClass.BUSY),
                new StatusReply.Unknown("no such deal"),
                new AskReply.None("no terms"));
        DealProtocol metered = new MeteredProtocol(fixed, meters);

        // When
        ProposalReply offer = metered.propose(NOWHERE, PARAMS);
        StatusReply status = metered.status(NOWHERE, STATUS);
        AskReply ask = metered.ask(NOWHERE, Address.id(1));

        // Then
        assertThat(List.of(offer, status, ask)).isEqualTo(List.of(fixed.offer(), fixed.status(), fixed.ask()));
        assertThat(meters.get("whypfs.provider.offers")
                        .tag("outcome", "rejected")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("whypfs.provider.refusals")
                        .tag("class", "busy")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("whypfs.provider.questions")
                        .tags("kind", "status", "outcome", "unknown")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("whypfs.provider.questions")
                        .tags("kind", "ask", "outcome", "none")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
