package io.whypfs.api.timeline;

import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.ContentPast;
import io.whypfs.api.owners.Word;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps on the way to the deals: stored, in-bucket, sealed, piece. */
final class WaySteps {

    private static final Set<String> NOT_SEALED = Set.of("open", "paused", "");

    private final Known known;
    private final @Nullable UUID bucket;
    private final @Nullable String core;

    WaySteps(Known known) {
        this.known = known;
        this.bucket = known.bucket().orElse(null);
        this.core = known.homeCore().map(UUID::toString).orElse(null);
    }

    static Step stored(ContentPast content) {
        String home =
                content.cores().isEmpty() ? null : content.cores().getFirst().toString();
        return Step.done("stored", content.storedAt(), "Its blocks are synced to disk and its row is committed.")
                .at(null, home);
    }

    Step inBucket(ContentPast content) {
        Optional<Saying> said = Saying.of(known.aboutContent());
        if (bucket != null) {
            Instant at = content.bucket() == null
                    ? said.map(one -> one.time("since")).orElse(null)
                    : content.bucketAt();
            String name = known.past()
                    .sealed()
                    .map(BucketPast.Sealed::name)
                    .or(() -> known.bucketSaying().map(one -> one.text("name")))
                    .filter(text -> !text.isBlank())
                    .map(text -> " " + text)
                    .orElse("");
            return Step.done("in-bucket", at, "The scheduler put it into the bucket" + name + ".")
                    .at(bucket, core);
        }
        if (said.map(one -> one.text("state")).orElse("").equals("dropped")) {
            Reason reason = said.get()
                    .reason(Reason.of("The scheduler dropped it.", "It gets into no bucket; upload it again."));
            return Step.plain(
                    "in-bucket",
                    Step.State.FAILED,
                    said.get().time("since"),
                    reason.why(),
                    reason.next(),
                    reason.nextAt());
        }
        return Step.open("in-bucket", Step.State.WAITING, null, whyNotInBucket(said));
    }

    private Reason whyNotInBucket(Optional<Saying> said) {
        Reason otherwise = known.aboutContent() instanceof Word.Silent silent
                ? Reason.of(
                        "It was told to the scheduler, which does not answer since " + silent.since() + ".",
                        "The scheduler puts it into a bucket when it is back; nothing is lost meanwhile.")
                : Reason.of(
                        "The scheduler has not taken it up yet.",
                        "The scheduler takes it up, usually within seconds, and puts it into a bucket.");
        return said.map(one -> one.reason(otherwise)).orElse(otherwise);
    }

    Step sealed() {
        Optional<BucketPast.Sealed> told = known.past().sealed();
        if (told.isPresent()) {
            return Step.done("sealed", told.get().at(), told.get().because()).at(bucket, core);
        }
        if (bucket == null) {
            return Step.open(
                    "sealed",
                    Step.State.WAITING,
                    null,
                    Reason.of(
                            "It is in no bucket yet.",
                            "Its bucket is sealed when it is full, old, or by its schedule."));
        }
        Optional<Saying> said = known.bucketSaying();
        if (said.isPresent() && !NOT_SEALED.contains(said.get().text("state"))) {
            String because = said.get().text("sealedBecause");
            return Step.done(
                            "sealed",
                            said.get().time("sealedAt"),
                            because.isBlank() ? "The scheduler sealed it." : because)
                    .at(bucket, core);
        }
        Reason otherwise = silentOr(
                known.aboutBucket() instanceof Word.Unasked ? known.aboutContent() : known.aboutBucket(),
                "The bucket takes contents still.",
                "It is sealed when it is full, old, or by its schedule.");
        return Step.open(
                        "sealed",
                        Step.State.WAITING,
                        null,
                        said.map(one -> one.reason(otherwise)).orElse(otherwise))
                .at(bucket, core);
    }

    Step piece(boolean isSealed) {
        Optional<BucketPast.Ready> ready = known.past().ready();
        if (ready.isPresent()) {
            return Step.done(
                            "piece",
                            ready.get().at(),
                            "It is built: a CAR of " + ready.get().carBytes() + " bytes in a piece of "
                                    + ready.get().pieceSize() + ".")
                    .at(bucket, ready.get().core())
                    .ofPiece(ready.get().pieceCid());
        }
        if (!isSealed) {
            return Step.open(
                            "piece",
                            Step.State.WAITING,
                            null,
                            Reason.of(
                                    "The bucket is not sealed yet.",
                                    "Its home core builds the piece as soon as it is."))
                    .at(bucket, core);
        }
        Optional<Saying> said = newerThanDelay(Saying.of(known.aboutPiece()));
        String state = said.map(one -> one.text("state")).orElse("");
        if (state.equals("ready")) {
            return Step.done(
                            "piece",
                            said.get().time("since"),
                            said.get().reason(BUILT).why())
                    .at(bucket, core)
                    .ofPiece(said.get().maybeText("pieceCid"));
        }
        boolean isUnderWay = state.equals("building") || state.equals("copying");
        return Step.open(
                        "piece",
                        isUnderWay ? Step.State.NOW : Step.State.WAITING,
                        isUnderWay ? said.get().time("since") : null,
                        whyNotBuilt(said))
                .at(bucket, core);
    }

    private static final Reason BUILT = Reason.of("It is built.", "Deals are made.");

    private Reason whyNotBuilt(Optional<Saying> said) {
        Optional<Reason> delay = known.past()
                .delay()
                .map(late -> Reason.of(
                        late.why(), late.next(), late.nextAt(), Reason.of("The piece is late.", "It is built again.")));
        Reason otherwise = delay.orElseGet(() -> silentOr(
                known.aboutPiece(),
                "The bucket is sealed, and its home core has not begun with the piece.",
                "The core takes it up, usually within seconds."));
        return said.map(one -> one.reason(otherwise)).orElse(otherwise);
    }

    /** What a silent core said once is worth less than the delay that it told later. */
    private Optional<Saying> newerThanDelay(Optional<Saying> said) {
        Optional<BucketPast.Delay> delay = known.past().delay();
        if (said.isEmpty() || delay.isEmpty() || !(known.aboutPiece() instanceof Word.Silent silent)) {
            return said;
        }
        Instant lastAt = silent.last().map(Word.Told::at).orElse(Instant.EPOCH);
        return lastAt.isBefore(Objects.requireNonNull(delay.get().at())) ? Optional.empty() : said;
    }

    private static Reason silentOr(Word word, String why, String next) {
        return word instanceof Word.Silent silent
                ? Reason.of(
                        why + " The " + silent.owner() + ", which knows more, does not answer since " + silent.since()
                                + ".",
                        next)
                : Reason.of(why, next);
    }
}
