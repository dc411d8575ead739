package io.whypfs.deals.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.deals.choice.Choice.Chosen;
import io.whypfs.deals.choice.ChoiceQuestion.Candidate;
import io.whypfs.deals.choice.ChoiceQuestion.Evidence;
import io.whypfs.deals.choice.ChoiceQuestion.Terms;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {

    private static final int ROUNDS = 2000;

    @Test
    void aStoredChoiceIsMadeAgainFromItsText() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            // Given
            Choice choice = ProviderChoice.choose(Questions.random(random));

            // When
            Choice again = ProviderChoice.replay(choice.toJson());

            // Then
            assertThat(again).as("seed " + seed + ", round " + i).isEqualTo(choice);
            assertThat(again.toJson()).as("seed " + seed + ", round " + i).isEqualTo(choice.toJson());
        }
    }

    @Test
    void everyCandidateIsChosenOnceOrLeftOutWithAReason() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            // Given
            String round = "seed " + seed + ", round " + i;
            ChoiceQuestion question = Questions.random(random);

            // When
            Choice choice = ProviderChoice.choose(question);

            // Then
            List<Address> chosen =
                    choice.chosen().stream().map(Chosen::provider).toList();
            Set<Address> all = new HashSet<>(choice.excluded().keySet());
            all.addAll(chosen);
            assertThat(all).as(round).hasSize(question.candidates().size());
            assertThat(chosen.size() + choice.excluded().size())
                    .as(round)
                    .isEqualTo(question.candidates().size());
            long suitable = question.candidates().stream()
                    .filter(candidate -> isSuitable(candidate, question))
                    .count();
            assertThat((long) chosen.size()).as(round).isEqualTo(Math.min(suitable, question.wanted()));
            assertThat(question.candidates().stream()
                            .filter(candidate -> chosen.contains(candidate.provider()))
                            .allMatch(candidate -> isSuitable(candidate, question)))
                    .as(round)
                    .isTrue();
            assertThat(choice.excluded().values()).as(round).allMatch(why -> why.endsWith("."));
        }
    }

    private static boolean isSuitable(Candidate candidate, ChoiceQuestion question) {
        long size = question.size().bytes();
        boolean isFree = candidate.obstacle().isEmpty()
                && candidate.taken().isEmpty()
                && candidate.inFlight() < question.policy().maxInFlight()
                && candidate.evidence().backOffUntilEpoch() <= question.epoch();
        return isFree
                && candidate
                        .terms()
                        .filter(terms -> terms.expiryEpoch() > question.epoch()
                                && terms.price().compareTo(question.priceCeiling()) <= 0
                                && size >= terms.minPieceBytes()
                                && size <= Math.min(terms.maxPieceBytes(), candidate.sectorBytes()))
                        .isPresent();
    }

    @Test
    void anOwnerGetsASecondCopyOnlyWhenNobodyElseIsLeft() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            // Given
            List<Candidate> candidates = List.of(
                    Questions.withOwner(Questions.suitable(1), 90),
                    Questions.withOwner(Questions.suitable(2), 90),
                    Questions.withOwner(Questions.suitable(3), 91));

            // When
            Choice two = ProviderChoice.choose(Questions.of(2, random.nextLong(), candidates));
            Choice three = ProviderChoice.choose(Questions.of(3, random.nextLong(), candidates));

            // Then
            assertThat(two.chosen())
                    .as("seed " + seed)
                    .extracting(Chosen::provider)
                    .contains(Address.id(3));
            assertThat(two.excluded().values())
                    .as("seed " + seed)
                    .singleElement()
                    .asString()
                    .endsWith("others were drawn. Its owner has another copy.");
            assertThat(three.chosen()).as("seed " + seed).hasSize(3);
            assertThat(three.chosen().getLast().why())
                    .as("seed " + seed)
                    .endsWith("Its owner has another copy, and nobody with another owner is left.");
        }
    }

    @Test
    void theOwnerOfACopyThatIsThereCountsToo() {
        // Given
        Candidate holder =
                with(Questions.withOwner(Questions.suitable(1), 90), Optional.of("It has deal 7 of this piece."));
        List<Candidate> candidates = List.of(
                holder, Questions.withOwner(Questions.suitable(2), 90), Questions.withOwner(Questions.suitable(3), 91));

        // When
        List<Choice> choices = IntStream.range(0, 100)
                .mapToObj(seed -> ProviderChoice.choose(Questions.of(1, seed, candidates)))
                .toList();

        // Then
        assertThat(choices)
                .allSatisfy(choice ->
                        assertThat(choice.chosen()).extracting(Chosen::provider).containsExactly(Address.id(3)));
        assertThat(choices.getFirst().excluded()).containsEntry(Address.id(1), "It has deal 7 of this piece.");
    }

    @Test
    void whoIsNewGetsATryAndWhoIsBadSinks() {
        // Given
        Candidate proven = Questions.withEvidence(Questions.suitable(1), new Evidence(60_000, 0, 0, 0, ""));
        Candidate fresh = Questions.suitable(2);
        Candidate bad = Questions.withEvidence(Questions.suitable(3), new Evidence(0, 30_000, 0, 0, ""));

        // When
        long[] drawn = draws(List.of(proven, fresh, bad), 10_000);

        // Then: shares of 0.98, 0.67 and 0.06
        assertThat(drawn[0]).isBetween(5500L, 6000L);
        assertThat(drawn[1]).isBetween(3600L, 4200L);
        assertThat(drawn[2]).isBetween(200L, 600L);
    }

    @Test
    void theFasterAndTheCheaperIsDrawnMoreOften() {
        // Given
        Candidate fast = Questions.withEvidence(Questions.suitable(1), new Evidence(0, 0, 1000, 0, ""));
        Candidate slow = Questions.withEvidence(Questions.suitable(2), new Evidence(0, 0, 1, 0, ""));
        Candidate free = withTerms(Questions.suitable(3), new Terms(TokenAmount.ZERO, 128, 1L << 35, 2000));
        Candidate dear = withTerms(Questions.suitable(4), new Terms(TokenAmount.ofAttoFil(100), 128, 1L << 35, 2000));

        // When
        long[] speed = draws(List.of(fast, slow), 3000);
        long[] price = draws(List.of(free, dear), 3000);

        // Then: two to one each
        assertThat(speed[0]).isBetween(1850L, 2150L);
        assertThat(price[0]).isBetween(1850L, 2150L);
    }

    private static long[] draws(List<Candidate> candidates, int count) {
        List<Address> drawn = LongStream.range(0, count)
                .mapToObj(seed -> ProviderChoice.choose(Questions.of(1, seed * 7_919, candidates)))
                .map(choice -> choice.chosen().getFirst().provider())
                .toList();
        return candidates.stream()
                .mapToLong(candidate ->
                        drawn.stream().filter(candidate.provider()::equals).count())
                .toArray();
    }

    @Test
    void theSameSeedDrawsTheSameForEver() {
        // Given
        List<Candidate> candidates =
                LongStream.range(1, 9).mapToObj(Questions::suitable).toList();

        // When
        Choice choice = ProviderChoice.choose(Questions.of(6, 42, candidates));

        // Then: the first two numbers of Random(42) are 0.7276 and 0.6832, so the 6th of 8 and the 5th of the 7 left
        assertThat(choice.chosen())
                .extracting(chosen -> chosen.provider().toString())
                .containsExactly("f06", "f05", "f02", "f03", "f07", "f08");
    }

    @Test
    void thePriceIsWhatTheProviderComputes() {
        // Given
        Candidate candidate =
                withTerms(Questions.suitable(1), new Terms(TokenAmount.ofAttoFil(50_000_001), 128, 1L << 35, 2000));
        ChoiceQuestion question = new ChoiceQuestion(
                Questions.PIECE,
                Questions.SIZE,
                false,
                TokenAmount.ofAttoFil(60_000_000),
                1,
                Questions.EPOCH,
                1,
                new ChoicePolicy(1, true),
                List.of(candidate));

        // When
        Choice choice = ProviderChoice.choose(question);

        // Then: floor(50 000 001 × 2^20 / 2^30)
        assertThat(choice.chosen().getFirst().pricePerEpoch()).isEqualTo(TokenAmount.ofAttoFil(48_828));
    }

    @Test
    void eachReasonIsOneSentence() {
        Terms terms = Questions.suitable(1).terms().orElseThrow();
        long epoch = Questions.EPOCH;

        assertThat(reason(withTerms(Questions.suitable(1), null))).isEqualTo("It has told no terms.");
        assertThat(reason(withTerms(Questions.suitable(1), new Terms(terms.price(), 1, 1 << 21, epoch))))
                .isEqualTo("Its terms ended at epoch 1000 and it has told no new ones.");
        assertThat(reason(withTerms(Questions.suitable(1), new Terms(terms.price(), 1 << 21, 1 << 22, epoch + 1))))
                .isEqualTo("It takes pieces of 2097152 to 4194304 bytes; this one has 1048576.");
        assertThat(reason(
                        withTerms(Questions.suitable(1), new Terms(TokenAmount.ofAttoFil(101), 1, 1 << 21, epoch + 1))))
                .isEqualTo("It asks 101 attoFIL per GiB and epoch without datacap, above the ceiling of 100.");
        assertThat(reason(withLoad(Questions.suitable(1), 1 << 19, 0)))
                .isEqualTo("The piece of 1048576 bytes is larger than its sectors of 524288 bytes.");
        assertThat(reason(withLoad(Questions.suitable(1), 1L << 35, 4)))
                .isEqualTo("It has 4 deals under way, and the limit is 4 for one provider.");
        assertThat(reason(Questions.withEvidence(
                        Questions.suitable(1), new Evidence(0, 0, 0, epoch + 5, "It did not answer."))))
                .isEqualTo("It did not answer. It is left alone until epoch 1005.");
        assertThat(reason(with(Questions.suitable(1), Optional.of("It has deal 7 of this piece."))))
                .isEqualTo("It has deal 7 of this piece.");
    }

    private static String reason(Candidate candidate) {
        Choice choice = ProviderChoice.choose(Questions.of(1, 1, List.of(candidate)));
        assertThat(choice.chosen()).isEmpty();
        return choice.excluded().get(candidate.provider());
    }

    @Test
    void whoIsSuitableAtTheLimitsIsChosen() {
        // Given
        ChoiceQuestion question = new ChoiceQuestion(
                Questions.PIECE,
                new PaddedPieceSize(1L << 35),
                true,
                TokenAmount.ofAttoFil(50),
                1,
                Questions.EPOCH,
                1,
                new ChoicePolicy(1, true),
                List.of(Questions.suitable(1)));

        // When
        Choice choice = ProviderChoice.choose(question);

        // Then
        assertThat(choice.chosen()).hasSize(1);
        assertThat(choice.excluded()).isEmpty();
    }

    @Test
    void aTextThatIsNoChoiceIsRefused() {
        assertThatThrownBy(() -> ProviderChoice.replay("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProviderChoice.replay("no json")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Candidate with(Candidate from, Optional<String> taken) {
        return new Candidate(
                from.provider(),
                from.owner(),
                from.sectorBytes(),
                from.obstacle(),
                taken,
                from.terms(),
                from.inFlight(),
                from.evidence());
    }

    private static Candidate withTerms(Candidate from, Terms terms) {
        return new Candidate(
                from.provider(),
                from.owner(),
                from.sectorBytes(),
                from.obstacle(),
                from.taken(),
                Optional.ofNullable(terms),
                from.inFlight(),
                from.evidence());
    }

    private static Candidate withLoad(Candidate from, long sectorBytes, int inFlight) {
        return new Candidate(
                from.provider(),
                from.owner(),
                sectorBytes,
                from.obstacle(),
                from.taken(),
                from.terms(),
                inFlight,
                from.evidence());
    }
}
