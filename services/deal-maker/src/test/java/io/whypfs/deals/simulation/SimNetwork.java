package io.whypfs.deals.simulation;

import io.whypfs.deals.protocol.AskReply;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.ProposalReply;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealResponse;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import io.whypfs.filecoin.mk12.DealStatusResponse;
import io.whypfs.filecoin.mk12.ProtocolVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Carries messages to providers, and loses, doubles and delays some. */
final class SimNetwork implements DealProtocol {

    private final Map<Address, SimProvider> providers;
    private final SimTime time;
    private final RandomGenerator random;
    private final List<Late> late = new ArrayList<>();
    private double faults;
    private int lost;

    /** An offer on its way. */
    private record Late(SimProvider provider, byte[] offer, long arrivesAt) {}

    SimNetwork(Map<Address, SimProvider> providers, SimTime time, RandomGenerator random) {
        this.providers = providers;
        this.time = time;
        this.random = random;
    }

    void setFaults(double probability) {
        faults = probability;
    }

    /** Messages that did not go the usual way. */
    int faulty() {
        return lost;
    }

    /** Delivers what was delayed. */
    void tick() {
        for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
            Late message = each.next();
            if (message.arrivesAt() <= time.epoch()) {
                message.provider().propose(message.offer());
                each.remove();
            }
        }
    }

    @Override
    public boolean speaks(ProviderEndpoint endpoint) {
        return true;
    }

    @Override
    public ProposalReply propose(ProviderEndpoint endpoint, DealParams params) {
        SimProvider provider = providers.get(endpoint.provider());
        byte[] offer = params.encode(ProtocolVersion.V1_2_1);
        if (random.nextDouble() >= faults) {
            return reply(provider.propose(offer));
        }
        lost++;
        return switch (random.nextInt(6)) {
            case 0 -> new ProposalReply.Unreachable("The connection was refused.");
            case 1 -> new ProposalReply.Unclear("The connection was reset after the offer was sent.");
            case 2 -> {
                provider.propose(offer);
                yield new ProposalReply.Unclear("The answer was lost.");
            }
            case 3 -> {
                provider.propose(offer);
                yield reply(provider.propose(offer));
            }
            case 4 -> {
                late.add(new Late(provider, offer, time.epoch() + random.nextInt(1, 25)));
                yield new ProposalReply.Unclear("No answer within 60 s.");
            }
            default -> new ProposalReply.Busy("HTTP status 429.", Optional.empty());
        };
    }

    private static ProposalReply reply(DealResponse response) {
        return response.accepted()
                ? new ProposalReply.Accepted()
                : new ProposalReply.Rejected(response.message(), RejectionClass.of(response.message()));
    }

    @Override
    public StatusReply status(ProviderEndpoint endpoint, DealStatusRequest request) {
        Optional<DealStatusResponse> answer = providers.get(endpoint.provider()).status(request);
        if (answer.isEmpty() || random.nextDouble() < faults) {
            lost++;
            return new StatusReply.Unreachable("No answer within 60 s.");
        }
        return answer.get().error().isEmpty()
                ? new StatusReply.Known(answer.get())
                : new StatusReply.Unknown(answer.get().error());
    }

    @Override
    public AskReply ask(ProviderEndpoint endpoint, Address provider) {
        throw new UnsupportedOperationException();
    }
}
