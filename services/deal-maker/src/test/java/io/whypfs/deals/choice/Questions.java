package io.whypfs.deals.choice;

import io.whypfs.deals.choice.ChoiceQuestion.Candidate;
import io.whypfs.deals.choice.ChoiceQuestion.Evidence;
import io.whypfs.deals.choice.ChoiceQuestion.Terms;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Questions for tests: one where everybody is suitable, and random ones. */
final class Questions {

    static final long EPOCH = 1000;
    static final String PIECE = "baga6ea4seaqjtovkwk4myyzj56eztkh5pzsk5upksan6f5outesy62bsvl4dsha";
    static final PaddedPieceSize SIZE = new PaddedPieceSize(1 << 20);
    static final Evidence NOTHING_SEEN = new Evidence(0, 0, 0, 0, "");

    private Questions() {}

    /** A candidate that is suitable for every piece up to 32 GiB. */
    static Candidate suitable(long id) {
        return new Candidate(
                Address.id(id),
                Optional.of(Address.id(id + 100_000)),
                1L << 35,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Terms(TokenAmount.ofAttoFil(50), 256, 1L << 35, EPOCH + 1)),
                0,
                NOTHING_SEEN);
    }

    static Candidate withEvidence(Candidate from, Evidence evidence) {
        return new Candidate(
                from.provider(),
                from.owner(),
                from.sectorBytes(),
                from.obstacle(),
                from.taken(),
                from.terms(),
                from.inFlight(),
                evidence);
    }

    static Candidate withOwner(Candidate from, long owner) {
        return new Candidate(
                from.provider(),
                Optional.of(Address.id(owner)),
                from.sectorBytes(),
                from.obstacle(),
                from.taken(),
                from.terms(),
                from.inFlight(),
                from.evidence());
    }

    static ChoiceQuestion of(int wanted, long seed, List<Candidate> candidates) {
        return new ChoiceQuestion(
                PIECE,
                SIZE,
                false,
                TokenAmount.ofAttoFil(100),
                wanted,
                EPOCH,
                seed,
                new ChoicePolicy(4, true),
                candidates);
    }

    static ChoiceQuestion random(SplittableRandom random) {
        List<Candidate> candidates = new ArrayList<>();
        int count = random.nextInt(0, 30);
        for (int i = 0; i < count; i++) {
            candidates.add(candidate(1000 + i, random));
        }
        return new ChoiceQuestion(
                PIECE,
                PaddedPieceSize.ofHeight(random.nextInt(2, 32)),
                random.nextBoolean(),
                TokenAmount.ofAttoFil(random.nextInt(0, 100)),
                random.nextInt(0, 8),
                EPOCH,
                random.nextLong(),
                new ChoicePolicy(random.nextInt(1, 5), random.nextBoolean()),
                candidates);
    }

    private static Candidate candidate(long id, SplittableRandom random) {
        Optional<Terms> terms = random.nextInt(10) == 0
                ? Optional.empty()
                : Optional.of(new Terms(
                        TokenAmount.ofAttoFil(random.nextInt(0, 60)),
                        128L << random.nextInt(0, 12),
                        1L << random.nextInt(20, 37),
                        EPOCH + random.nextInt(-2, 20)));
        boolean backsOff = random.nextInt(8) == 0;
        return new Candidate(
                Address.id(id),
                random.nextInt(6) == 0 ? Optional.empty() : Optional.of(Address.id(random.nextInt(1, 12))),
                1L << random.nextInt(29, 37),
                random.nextInt(10) == 0 ? Optional.of("It is away.") : Optional.empty(),
                random.nextInt(10) == 0 ? Optional.of("It has deal 7 of this piece.") : Optional.empty(),
                terms,
                random.nextInt(0, 6),
                new Evidence(
                        random.nextInt(0, 20_000),
                        random.nextInt(0, 20_000),
                        random.nextBoolean() ? 0 : random.nextLong(1, 1L << 40),
                        backsOff ? EPOCH + random.nextInt(0, 50) : 0,
                        backsOff ? "It did not answer." : ""));
    }
}
