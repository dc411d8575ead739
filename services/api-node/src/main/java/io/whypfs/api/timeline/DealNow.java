package io.whypfs.api.timeline;

import io.whypfs.api.facts.DealPast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal by what was told of it and what the deal-maker says now, whichever is newer.
 *
 * @param transitions oldest first; the last one is the state it is in
 */
record DealNow(
        UUID uuid,
        long id,
        UUID bucket,
        String pieceCid,
        String provider,
        boolean over,
        @Nullable Long chainDealId,
        @Nullable String publishCid,
        @Nullable String proposalCid,
        List<DealPast.Transition> transitions) {

    DealNow {
        transitions = List.copyOf(transitions);
    }

    static DealNow of(DealPast past) {
        List<DealPast.Transition> transitions = new ArrayList<>(past.transitions());
        if (transitions.isEmpty()) {
            transitions.add(
                    new DealPast.Transition(past.state(), past.changedAt(), past.why(), past.next(), past.nextAt()));
        }
        return new DealNow(
                past.uuid(),
                past.id(),
                past.bucket(),
                past.pieceCid(),
                past.provider(),
                past.over(),
                past.chainDealId(),
                past.publishCid(),
                past.proposalCid(),
                transitions);
    }

    /** A deal of which no fact came yet. */
    static DealNow of(UUID uuid, UUID bucket, Saying said) {
        return new DealNow(
                uuid,
                said.number("id"),
                bucket,
                said.text("pieceCid"),
                said.text("provider"),
                said.json().path("over").asBoolean(),
                chainId(said),
                said.maybeText("publishCid"),
                said.maybeText("proposalCid"),
                List.of(transition(said)));
    }

    /** With what the deal-maker says, unless a fact is newer. */
    DealNow with(Saying said) {
        DealPast.Transition told = transition(said);
        DealPast.Transition last = now();
        List<DealPast.Transition> whole = new ArrayList<>(transitions);
        if (told.state().equals(last.state())) {
            if (!said.remark().isEmpty()) {
                return this;
            }
            whole.add(new DealPast.Transition(told.state(), last.at(), told.why(), told.next(), told.nextAt()));
        } else if (told.at().isBefore(last.at())) {
            return this;
        } else {
            whole.add(told);
        }
        return new DealNow(
                uuid,
                id,
                bucket,
                pieceCid,
                provider,
                said.json().path("over").asBoolean(),
                chainId(said) == null ? chainDealId : chainId(said),
                said.maybeText("publishCid") == null ? publishCid : said.maybeText("publishCid"),
                said.maybeText("proposalCid") == null ? proposalCid : said.maybeText("proposalCid"),
                whole);
    }

    DealPast.Transition now() {
        return transitions.getLast();
    }

    String state() {
        return now().state();
    }

    private static @Nullable Long chainId(Saying said) {
        return said.maybeText("chainDealId") == null ? null : said.number("chainDealId");
    }

    private static DealPast.Transition transition(Saying said) {
        Reason reason = said.reason(Reason.of(
                "The deal-maker does not say why.", "The deal-maker takes the next step; see its log for more."));
        return new DealPast.Transition(
                said.text("state"),
                Objects.requireNonNullElse(said.time("since"), Instant.EPOCH),
                reason.why(),
                reason.next(),
                reason.nextAt());
    }
}
