package io.whypfs.deals.choice;

import io.whypfs.deals.choice.ChoiceQuestion.Candidate;
import io.whypfs.deals.choice.ChoiceQuestion.Evidence;
import io.whypfs.deals.choice.ChoiceQuestion.Terms;
import io.whypfs.deals.providers.Provider;
import io.whypfs.deals.providers.ProviderVerdict;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.providers.TrackRecord;
import io.whypfs.filecoin.mk12.StorageAsk;
import java.util.List;
import java.util.Optional;

/** Makes the question of a choice from what is known of all providers, and answers it. For any thread. */
public final class ChoiceDesk {

    private static final double THOUSAND = 1000;

    private final Providers providers;
    private final ChoicePolicy policy;
    private final long halfLifeEpochs;

    /** @param halfLifeEpochs after which evidence counts half */
    public ChoiceDesk(Providers providers, ChoicePolicy policy, long halfLifeEpochs) {
        this.providers = providers;
        this.policy = policy;
        this.halfLifeEpochs = halfLifeEpochs;
    }

    public Choice choose(PieceNeed need) {
        return ProviderChoice.choose(question(need));
    }

    private ChoiceQuestion question(PieceNeed need) {
        List<Provider> all = providers.all();
        boolean hasAllowList = ProviderVerdict.hasAllowList(all);
        return new ChoiceQuestion(
                need.piece().toString(),
                need.size(),
                need.verified(),
                need.priceCeiling(),
                need.wanted(),
                need.epoch(),
                need.seed(),
                policy,
                all.stream()
                        .map(provider -> candidate(provider, need, hasAllowList))
                        .toList());
    }

    private Candidate candidate(Provider provider, PieceNeed need, boolean hasAllowList) {
        return new Candidate(
                provider.address(),
                provider.chain().map(Provider.OnChain::owner),
                provider.chain().map(Provider.OnChain::sectorBytes).orElse(0L),
                ProviderVerdict.obstacle(provider, hasAllowList),
                Optional.ofNullable(need.taken().get(provider.address())),
                provider.terms().map(terms -> terms(terms.ask(), need.verified())),
                need.inFlight().getOrDefault(provider.address(), 0),
                evidence(provider.evidence(), need.epoch()));
    }

    private static Terms terms(StorageAsk ask, boolean verified) {
        return new Terms(
                verified ? ask.verifiedPrice() : ask.price(),
                ask.minPieceBytes(),
                ask.maxPieceBytes(),
                ask.expiry().height());
    }

    private Evidence evidence(TrackRecord record, long epoch) {
        TrackRecord.Score score = record.score().at(epoch, halfLifeEpochs);
        return new Evidence(
                Math.round(score.good() * THOUSAND),
                Math.round(score.bad() * THOUSAND),
                record.counts().bytesPerSecond(),
                record.backOff().untilEpoch(),
                record.backOff().why());
    }
}
