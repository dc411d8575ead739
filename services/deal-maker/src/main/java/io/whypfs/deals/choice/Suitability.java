package io.whypfs.deals.choice;

import io.whypfs.deals.choice.ChoiceQuestion.Candidate;
import io.whypfs.deals.choice.ChoiceQuestion.Evidence;
import io.whypfs.deals.choice.ChoiceQuestion.Terms;
import io.whypfs.filecoin.market.TokenAmount;
import java.util.Optional;

/** Why a candidate cannot be chosen at all. The first reason found is told. */
final class Suitability {

    private final ChoiceQuestion question;

    Suitability(ChoiceQuestion question) {
        this.question = question;
    }

    /** One sentence; empty when the candidate is suitable. */
    Optional<String> obstacle(Candidate candidate) {
        return candidate
                .obstacle()
                .or(candidate::taken)
                .or(() -> terms(candidate))
                .or(() -> load(candidate))
                .or(() -> backOff(candidate.evidence()));
    }

    private Optional<String> terms(Candidate candidate) {
        if (candidate.terms().isEmpty()) {
            return Optional.of("It has told no terms.");
        }
        Terms terms = candidate.terms().get();
        long size = question.size().bytes();
        if (terms.expiryEpoch() <= question.epoch()) {
            return Optional.of("Its terms ended at epoch " + terms.expiryEpoch() + " and it has told no new ones.");
        }
        if (size > candidate.sectorBytes()) {
            return Optional.of("The piece of " + size + " bytes is larger than its sectors of "
                    + candidate.sectorBytes() + " bytes.");
        }
        if (size < terms.minPieceBytes() || size > terms.maxPieceBytes()) {
            return Optional.of("It takes pieces of " + terms.minPieceBytes() + " to " + terms.maxPieceBytes()
                    + " bytes; this one has " + size + ".");
        }
        return price(terms.price());
    }

    private Optional<String> price(TokenAmount price) {
        if (price.compareTo(question.priceCeiling()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                "It asks " + price + " attoFIL per GiB and epoch " + (question.verified() ? "with" : "without")
                        + " datacap, above the ceiling of " + question.priceCeiling() + ".");
    }

    private Optional<String> load(Candidate candidate) {
        int limit = question.policy().maxInFlight();
        if (candidate.inFlight() < limit) {
            return Optional.empty();
        }
        return Optional.of("It has " + candidate.inFlight() + " deals under way, and the limit is " + limit
                + " for one provider.");
    }

    private Optional<String> backOff(Evidence evidence) {
        if (evidence.backOffUntilEpoch() <= question.epoch()) {
            return Optional.empty();
        }
        return Optional.of(
                evidence.backOffWhy() + " It is left alone until epoch " + evidence.backOffUntilEpoch() + ".");
    }
}
