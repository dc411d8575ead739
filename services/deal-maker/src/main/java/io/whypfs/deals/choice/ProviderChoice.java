package io.whypfs.deals.choice;

import io.whypfs.deals.choice.Choice.Chosen;
import io.whypfs.deals.choice.ChoiceQuestion.Candidate;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Chooses providers for a piece: leaves out who cannot be chosen, then draws from the rest by {@link Weight} and the
 * question's seed. The same question has the same answer, always and everywhere: the draw uses {@link Random}, whose
 * numbers are specified.
 *
 * <p>A provider whose owner holds or gets another copy is drawn only when nobody else is left: one owner's failure should
 * not take two copies.
 */
public final class ProviderChoice {

    private static final BigInteger GIB = BigInteger.TWO.pow(30);

    private final ChoiceQuestion question;
    private final Random random;
    private final List<Chosen> chosen = new ArrayList<>();
    private final Map<Address, String> reasons = new HashMap<>();
    private final Set<Address> owners = new HashSet<>();

    private ProviderChoice(ChoiceQuestion question) {
        this.question = question;
        this.random = new Random(question.seed());
    }

    public static Choice choose(ChoiceQuestion question) {
        return new ProviderChoice(question).choose();
    }

    /**
     * Makes a stored choice again from its question.
     *
     * @param json of {@link Choice#toJson}
     * @throws IllegalArgumentException when the text is no choice
     */
    public static Choice replay(String json) {
        return choose(ChoiceJson.read(json).question());
    }

    private Choice choose() {
        Suitability suitability = new Suitability(question);
        List<Candidate> suitable = new ArrayList<>();
        for (Candidate candidate : question.candidates()) {
            Optional<String> obstacle = suitability.obstacle(candidate);
            obstacle.ifPresentOrElse(why -> reasons.put(candidate.provider(), why), () -> suitable.add(candidate));
            if (candidate.taken().isPresent()) {
                candidate.owner().ifPresent(owners::add);
            }
        }
        draw(suitable);
        LinkedHashMap<Address, String> excluded = new LinkedHashMap<>();
        for (Candidate candidate : question.candidates()) {
            if (reasons.containsKey(candidate.provider())) {
                excluded.put(candidate.provider(), reasons.get(candidate.provider()));
            }
        }
        return new Choice(question, chosen, excluded);
    }

    private void draw(List<Candidate> suitable) {
        Map<Address, Weight> weights = new HashMap<>();
        suitable.forEach(each -> weights.put(each.provider(), Weight.of(each, suitable, question)));
        List<Candidate> left = new ArrayList<>(suitable);
        while (chosen.size() < question.wanted() && !left.isEmpty()) {
            List<Candidate> others =
                    left.stream().filter(candidate -> !isOwnerTaken(candidate)).toList();
            boolean repeatsOwner = others.isEmpty();
            Candidate drawn = draw(repeatsOwner ? left : others, weights);
            left.remove(drawn);
            take(drawn, weights, suitable.size(), repeatsOwner);
        }
        left.forEach(rest -> reasons.put(rest.provider(), notDrawn(rest, weights)));
    }

    private boolean isOwnerTaken(Candidate candidate) {
        return question.policy().differentOwners()
                && candidate.owner().filter(owners::contains).isPresent();
    }

    private Candidate draw(List<Candidate> from, Map<Address, Weight> weights) {
        long all = from.stream().mapToLong(each -> share(each, weights)).sum();
        long at = (long) (random.nextDouble() * all);
        for (Candidate candidate : from) {
            at -= share(candidate, weights);
            if (at < 0) {
                return candidate;
            }
        }
        return from.getLast();
    }

    private static long share(Candidate candidate, Map<Address, Weight> weights) {
        return Objects.requireNonNull(weights.get(candidate.provider())).share();
    }

    private void take(Candidate drawn, Map<Address, Weight> weights, int suitable, boolean repeatsOwner) {
        String owner = repeatsOwner ? " Its owner has another copy, and nobody with another owner is left." : "";
        String why = "Drawn from " + suitable + " suitable providers with weight " + weights.get(drawn.provider()) + "."
                + owner;
        TokenAmount perGib = drawn.terms().orElseThrow().price();
        BigInteger perEpoch = perGib.attoFil()
                .multiply(BigInteger.valueOf(question.size().bytes()))
                .divide(GIB);
        chosen.add(new Chosen(drawn.provider(), why, new TokenAmount(perEpoch)));
        drawn.owner().ifPresent(owners::add);
    }

    private String notDrawn(Candidate rest, Map<Address, Weight> weights) {
        String owner = isOwnerTaken(rest) ? " Its owner has another copy." : "";
        return "It is suitable with weight " + weights.get(rest.provider()) + ", but " + chosen.size()
                + " were wanted and others were drawn." + owner;
    }
}
