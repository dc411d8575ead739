package io.whypfs.deals.providers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a provider can get deals at an epoch, and why not.
 *
 * @param why one sentence
 * @param next one sentence: what happens by itself, or what the operator can do
 * @param nextEpoch when, if it is known
 */
public record ProviderVerdict(boolean usable, String why, String next, OptionalLong nextEpoch) {

    /** Whether only providers on the allow list get deals. */
    public static boolean hasAllowList(List<Provider> all) {
        return all.stream().anyMatch(provider -> provider.standing() == OperatorStanding.allowed);
    }

    /** Why a provider gets no deals whatever the piece: the operator's word, or how it is not reached. */
    public static Optional<String> obstacle(Provider provider, boolean hasAllowList) {
        return operatorsWord(provider, hasAllowList)
                .or(() -> provider.reach().state() == ReachState.answering
                        ? Optional.empty()
                        : Optional.of(provider.reach().why()));
    }

    private static Optional<String> operatorsWord(Provider provider, boolean hasAllowList) {
        return switch (provider.standing()) {
            case allowed -> Optional.empty();
            case denied ->
                Optional.of("The operator has denied it"
                        + (provider.standingReason().isEmpty() ? "." : ": " + provider.standingReason()));
            case neutral -> hasAllowList ? Optional.of("It is not on the operator's allow list.") : Optional.empty();
        };
    }

    public static ProviderVerdict of(Provider provider, boolean hasAllowList, long epoch) {
        Optional<String> word = operatorsWord(provider, hasAllowList);
        if (word.isPresent()) {
            return new ProviderVerdict(
                    false, word.get(), "It gets deals when the operator says otherwise.", OptionalLong.empty());
        }
        long asked = provider.reach().nextEpoch();
        if (provider.reach().state() != ReachState.answering) {
            return notYet(provider.reach().why(), "The chain and the provider are asked again", asked);
        }
        if (provider.terms().isEmpty()) {
            return notYet(provider.reach().why(), "It is asked for its terms again", asked);
        }
        long expiry = provider.terms().get().ask().expiry().height();
        if (expiry <= epoch) {
            return notYet("Its terms ended at epoch " + expiry + ".", "It is asked for its terms again", asked);
        }
        TrackRecord.BackOff backOff = provider.evidence().backOff();
        if (backOff.holds(epoch)) {
            return notYet(backOff.why(), "It gets offers again", backOff.untilEpoch());
        }
        return new ProviderVerdict(
                true,
                "It answers and its terms are known.",
                "It can be chosen for pieces that its terms take.",
                OptionalLong.empty());
    }

    private static ProviderVerdict notYet(String why, String what, long epoch) {
        return new ProviderVerdict(false, why, what + " at epoch " + epoch + ".", OptionalLong.of(epoch));
    }
}
