package io.whypfs.api.timeline;

import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.ContentPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.owners.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes timelines from what is known; no I/O. */
final class Timelines {

    private Timelines() {}

    static Timeline ofContent(Known known) {
        ContentPast content = known.content().orElseThrow();
        List<DealNow> deals = deals(known);
        List<Step> steps = new ArrayList<>();
        steps.add(WaySteps.stored(content));
        WaySteps way = new WaySteps(known);
        steps.add(way.inBucket(content));
        addFromSealing(steps, way, known, deals);
        if (content.deletedAt() != null) {
            return deleted(known, content, steps, deals);
        }
        return answer(known, steps, deals, content.id(), null, content.cid(), content.name());
    }

    static Timeline ofBucket(Known known) {
        List<DealNow> deals = deals(known);
        List<Step> steps = new ArrayList<>();
        addFromSealing(steps, new WaySteps(known), known, deals);
        String name = known.past()
                .sealed()
                .map(BucketPast.Sealed::name)
                .or(() -> known.bucketSaying().map(said -> said.text("name")))
                .orElse(null);
        return answer(known, steps, deals, null, known.bucket().orElse(null), null, name);
    }

    static Timeline ofDeal(Known known, UUID uuid) {
        List<DealNow> one =
                deals(known).stream().filter(deal -> deal.uuid().equals(uuid)).toList();
        List<Step> steps = new ArrayList<>();
        WaySteps way = new WaySteps(known);
        steps.add(way.sealed());
        steps.add(way.piece(true));
        one.forEach(deal -> steps.addAll(DealSteps.of(deal)));
        boolean isDone =
                one.stream().allMatch(deal -> deal.over() || deal.state().equals("active"));
        String summary = one.stream()
                .map(deal -> deal.provider() + ": " + deal.state() + ". "
                        + deal.now().why())
                .findFirst()
                .orElse("No such deal.");
        return new Timeline(
                null, null, uuid, null, null, isDone, summary, steps, lines(one), known.now(), silent(known));
    }

    private static void addFromSealing(List<Step> steps, WaySteps way, Known known, List<DealNow> deals) {
        boolean isDropped = !steps.isEmpty() && steps.getLast().state() == Step.State.FAILED;
        if (isDropped) {
            return;
        }
        Step sealed = way.sealed();
        Step piece = way.piece(sealed.state() == Step.State.DONE);
        steps.add(sealed);
        steps.add(piece);
        deals.forEach(deal -> steps.addAll(DealSteps.of(deal)));
        if (piece.state() != Step.State.DONE) {
            if (deals.isEmpty()) {
                steps.addAll(DealSteps.none(Reason.of(
                        "There is no piece to make deals for yet.",
                        "Deals are proposed as soon as the piece is built.")));
            }
        } else {
            missing(known, deals).ifPresent(reason -> {
                if (deals.isEmpty()) {
                    steps.addAll(DealSteps.none(reason));
                } else {
                    steps.add(Step.open("proposed", Step.State.WAITING, null, reason)
                            .at(known.bucket().orElse(null), null));
                }
            });
        }
    }

    /** Why there are fewer deals than there should be; empty when there are not, by all that is known. */
    private static Optional<Reason> missing(Known known, List<DealNow> deals) {
        long live = deals.stream().filter(deal -> !deal.over()).count();
        OptionalInt target = target(known);
        if (target.isPresent() ? live >= target.getAsInt() : live > 0) {
            return Optional.empty();
        }
        String count = live + (target.isPresent() ? " of " + target.getAsInt() : "") + " deals are live.";
        Reason otherwise = known.aboutDeals() instanceof Word.Silent silent
                ? Reason.of(
                        count + " The deal-maker, which chooses providers, does not answer since " + silent.since()
                                + ".",
                        "It proposes the missing deals when it is back.")
                : Reason.of(
                        count + " The deal-maker has not proposed the others yet.",
                        "It chooses providers and proposes the missing deals.");
        return Optional.of(Saying.of(known.aboutDeals())
                .map(said -> said.reason(otherwise))
                .map(said -> new Reason(
                        said.why().equals(otherwise.why()) ? said.why() : count + " " + said.why(),
                        said.next(),
                        said.nextAt()))
                .orElse(otherwise));
    }

    private static Timeline deleted(Known known, ContentPast content, List<Step> steps, List<DealNow> deals) {
        List<Step> kept = new ArrayList<>(steps.stream()
                .filter(step -> !step.isOpen() || step.deal() != null)
                .toList());
        boolean isInPiece = known.past().sealed().isPresent();
        kept.add(Step.plain(
                "deleted",
                Step.State.DONE,
                content.deletedAt(),
                "You asked for it.",
                isInPiece
                        ? "Its blocks stay in the piece of its bucket, whose deals go on until they end."
                        : "Its pins are released; it gets into no piece.",
                null));
        return new Timeline(
                content.id(),
                null,
                null,
                content.cid(),
                content.name(),
                true,
                "You deleted it at " + content.deletedAt() + ".",
                kept,
                lines(deals),
                known.now(),
                silent(known));
    }

    private static Timeline answer(
            Known known,
            List<Step> steps,
            List<DealNow> deals,
            @Nullable Long content,
            @Nullable UUID bucket,
            @Nullable String cid,
            @Nullable String name) {
        long active = deals.stream().filter(Timelines::isActive).count();
        OptionalInt target = target(known);
        boolean isDone = target.isPresent() && target.getAsInt() > 0 && active >= target.getAsInt();
        return new Timeline(
                content,
                bucket,
                null,
                cid,
                name,
                isDone,
                summary(steps, deals, active, target, isDone),
                steps,
                lines(deals),
                known.now(),
                silent(known));
    }

    private static String summary(
            List<Step> steps, List<DealNow> deals, long active, OptionalInt target, boolean isDone) {
        String count = active + (target.isPresent() ? " of " + target.getAsInt() : "") + " deals are active.";
        if (isDone) {
            return count;
        }
        Optional<Step> failed = steps.stream()
                .filter(step -> step.state() == Step.State.FAILED && step.deal() == null)
                .findFirst();
        Step current =
                failed.or(() -> steps.stream().filter(Step::isOpen).findFirst()).orElse(steps.getLast());
        String provider = current.provider() == null ? "" : current.provider() + ": ";
        return deals.isEmpty() ? current.why() : count + " " + provider + current.why();
    }

    /** How many copies there should be: by the deal-maker, else by the scheduler, else by the content's wish. */
    private static OptionalInt target(Known known) {
        return Stream.of(
                        Saying.of(known.aboutDeals()).map(said -> (int) said.number("target")),
                        known.bucketSaying().flatMap(said -> said.part("deals")).map(said ->
                                (int) said.number("target")),
                        known.past().audit().map(BucketPast.Audit::target),
                        known.content().map(ContentPast::replication))
                .flatMap(Optional::stream)
                .filter(target -> target > 0)
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static List<DealNow> deals(Known known) {
        Map<UUID, DealNow> deals = new LinkedHashMap<>();
        for (DealPast past : known.deals()) {
            deals.put(past.uuid(), DealNow.of(past));
        }
        Saying.of(known.aboutDeals())
                .ifPresent(said -> said.json().path("deals").forEach(json -> {
                    Saying deal = new Saying(json, said.remark());
                    UUID uuid = deal.uuid("uuid");
                    UUID bucket = known.bucket().orElse(null);
                    if (uuid != null && bucket != null) {
                        DealNow before = deals.get(uuid);
                        deals.put(uuid, before == null ? DealNow.of(uuid, bucket, deal) : before.with(deal));
                    }
                }));
        return deals.values().stream()
                .sorted(Comparator.comparingLong(DealNow::id))
                .toList();
    }

    private static boolean isActive(DealNow deal) {
        return !deal.over() && deal.state().equals("active");
    }

    private static List<Timeline.DealLine> lines(List<DealNow> deals) {
        return deals.stream().map(Timeline.DealLine::of).toList();
    }

    private static List<String> silent(Known known) {
        return Stream.of(known.aboutContent(), known.aboutBucket(), known.aboutPiece(), known.aboutDeals())
                .filter(Word.Silent.class::isInstance)
                .map(Word.Silent.class::cast)
                .map(silent -> silent.owner() + " since " + silent.since())
                .distinct()
                .toList();
    }
}
