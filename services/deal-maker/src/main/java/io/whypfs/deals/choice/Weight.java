package io.whypfs.deals.choice;

import io.whypfs.deals.choice.ChoiceQuestion.Candidate;
import java.util.List;
import java.util.Locale;

/**
 * How likely a candidate is drawn: success × speed × price, each above 0 and at most 1.
 *
 * <p>Success is the share of good things, counted as if two good ones and one bad one had been seen before: someone new
 * stands at two thirds and so gets a try, and nobody falls to nothing. Speed is relative to the fastest candidate, and 0.75
 * while unknown. Price runs from 1 for nothing to 0.5 at the ceiling.
 *
 * @param share millionths, at least 1
 */
record Weight(double success, double speed, double price, long share) {

    private static final double SEEN_GOOD = 2;
    private static final double SEEN_BAD = 1;
    private static final double THOUSANDTH = 0.001;
    private static final double UNKNOWN_SPEED = 0.75;
    private static final double HALF = 0.5;
    private static final double MILLION = 1_000_000;

    static Weight of(Candidate candidate, List<Candidate> suitable, ChoiceQuestion question) {
        double good = candidate.evidence().good() * THOUSANDTH + SEEN_GOOD;
        double bad = candidate.evidence().bad() * THOUSANDTH + SEEN_BAD;
        double success = good / (good + bad);
        double speed = speed(candidate, suitable);
        double price = price(candidate, question);
        return new Weight(success, speed, price, Math.max(1, (long) (success * speed * price * MILLION)));
    }

    private static double speed(Candidate candidate, List<Candidate> suitable) {
        long own = candidate.evidence().bytesPerSecond();
        if (own == 0) {
            return UNKNOWN_SPEED;
        }
        long best = suitable.stream()
                .mapToLong(each -> each.evidence().bytesPerSecond())
                .max()
                .orElse(own);
        return HALF + HALF * own / best;
    }

    private static double price(Candidate candidate, ChoiceQuestion question) {
        double ceiling = question.priceCeiling().attoFil().doubleValue();
        double asked = candidate
                .terms()
                .map(terms -> terms.price().attoFil().doubleValue())
                .orElse(ceiling);
        return ceiling <= 0 ? 1 : 1 - HALF * Math.max(0, asked) / ceiling;
    }

    /** For people: the product and what it is made of. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2f (success %.2f, speed %.2f, price %.2f)", share / MILLION, success, speed, price);
    }
}
