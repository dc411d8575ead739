package io.whypfs.deals.simulation;

import io.whypfs.deals.choice.Choice;
import io.whypfs.deals.choice.ChoicePolicy;
import io.whypfs.deals.choice.ChoiceQuestion;
import io.whypfs.deals.choice.PieceNeed;
import io.whypfs.deals.choice.ProviderChoice;
import io.whypfs.deals.deals.InMemoryDealStore;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.deals.replication.ProviderPicks;
import io.whypfs.filecoin.address.Address;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses among the simulated providers with the production code's choice. */
record SimPicks(Collection<SimProvider> providers, InMemoryDealStore store) implements ProviderPicks {

    private static final long SECTOR = 32L << 30;

    @Override
    public Picked pick(PieceNeed need) {
        List<ChoiceQuestion.Candidate> candidates = providers.stream()
                .map(SimProvider::address)
                .sorted(Comparator.comparing(Address::toString))
                .map(address -> new ChoiceQuestion.Candidate(
                        address,
                        Optional.of(address),
                        SECTOR,
                        Optional.empty(),
                        Optional.ofNullable(need.taken().get(address)),
                        Optional.of(new ChoiceQuestion.Terms(SimProvider.ASK, 128, SECTOR, Long.MAX_VALUE)),
                        need.inFlight().getOrDefault(address, 0),
                        evidence(address)))
                .toList();
        Choice choice = ProviderChoice.choose(new ChoiceQuestion(
                need.piece().toString(),
                need.size(),
                need.verified(),
                need.priceCeiling(),
                need.wanted(),
                need.epoch(),
                need.seed(),
                new ChoicePolicy(16, true),
                candidates));
        return new Picked(choice, choice.toJson());
    }

    /** A thousand for each good and each bad thing, which never fade here. */
    private ChoiceQuestion.Evidence evidence(Address provider) {
        List<Evidence> seen = store.evidence(provider);
        long good = seen.stream().filter(Evidence.Activated.class::isInstance).count();
        long bad = seen.stream()
                .filter(one -> one instanceof Evidence.Failed || one instanceof Evidence.Slashed)
                .count();
        return new ChoiceQuestion.Evidence(1000 * good, 1000 * bad, 0, 0, "");
    }
}
