package io.whypfs.api.timeline;

import io.whypfs.api.facts.DealPast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of one deal: those behind it, the one it is at, those before it. */
final class DealSteps {

    /** In order; a state is named as its step, but that {@code proposing} is the step {@code proposed}. */
    static final List<String> ORDER =
            List.of("planned", "proposed", "accepted", "transferring", "transferred", "published", "sealing", "active");

    private static final Set<String> FAILURES = Set.of("rejected", "failed", "slashed");

    private DealSteps() {}

    static List<Step> of(DealNow deal) {
        List<Step> steps = new ArrayList<>();
        List<DealPast.Transition> transitions = deal.transitions();
        Instant since = transitions.getFirst().at();
        for (int i = 0; i < transitions.size(); i++) {
            DealPast.Transition transition = transitions.get(i);
            boolean isLast = i == transitions.size() - 1;
            if (isLast) {
                steps.add(current(deal, transition, since));
            } else if (!transitions.get(i + 1).state().equals(transition.state())) {
                steps.add(Step.done(nameOf(transition.state()), since, orUnsaid(transition.why())));
                since = transitions.get(i + 1).at();
            }
        }
        if (!deal.over()) {
            steps.addAll(ahead(deal));
        }
        return steps.stream().map(step -> step.ofDeal(deal)).toList();
    }

    /** What is not reached, for a deal that there is not yet: from the proposal on, the first for {@code first}. */
    static List<Step> none(Reason first) {
        List<Step> steps = new ArrayList<>();
        for (String step : ORDER.subList(1, ORDER.size())) {
            steps.add(Step.open(
                    step, Step.State.WAITING, null, step.equals("proposed") ? first : before(step, "The provider")));
        }
        return steps;
    }

    static String nameOf(String state) {
        return state.equals("proposing") ? "proposed" : state;
    }

    private static Step current(DealNow deal, DealPast.Transition now, @Nullable Instant since) {
        String next = now.next().isBlank()
                ? deal.over() ? "Nothing more happens to this deal." : "The deal-maker takes the next step."
                : now.next();
        Step.State state = Step.State.NOW;
        if (FAILURES.contains(now.state())) {
            state = Step.State.FAILED;
        } else if (deal.over() || now.state().equals("active")) {
            state = Step.State.DONE;
        }
        return Step.plain(nameOf(now.state()), state, since, orUnsaid(now.why()), next, now.nextAt());
    }

    private static List<Step> ahead(DealNow deal) {
        List<Step> steps = new ArrayList<>();
        int at = ORDER.indexOf(nameOf(deal.state()));
        for (String step : ORDER.subList(at + 1, ORDER.size())) {
            boolean isNearest = step.equals(ORDER.get(at + 1));
            Reason reason = before(step, deal.provider());
            steps.add(Step.plain(
                    step,
                    Step.State.WAITING,
                    null,
                    reason.why(),
                    reason.next(),
                    isNearest ? deal.now().nextAt() : null));
        }
        return steps;
    }

    private static Reason before(String step, String provider) {
        return switch (step) {
            case "planned", "proposed" ->
                Reason.of("The proposal was not sent to " + provider + " yet.", "The deal-maker sends it.");
            case "accepted" ->
                Reason.of(
                        provider + " has not answered a proposal yet.",
                        "It accepts the proposal; after a rejection another provider is asked.");
            case "transferring" ->
                Reason.of(
                        provider + " has not begun to fetch the piece.",
                        "It fetches the piece from this system once it has accepted.");
            case "transferred" ->
                Reason.of(
                        provider + " has not fetched the whole piece yet.",
                        "It fetches the rest, and checks the piece against its CID.");
            case "published" ->
                Reason.of(
                        provider + " has not published the deal on the chain yet.",
                        "It publishes it in a batch with others; then the proposal there is compared with ours.");
            case "sealing" ->
                Reason.of(
                        "The deal is not on the chain yet, and sealing comes after that.",
                        provider + " seals the piece into a sector.");
            default ->
                Reason.of(
                        provider + " has not proven on the chain that it holds the piece.",
                        "It proves the sector before the deal's start epoch; from then on the copy counts.");
        };
    }

    private static String orUnsaid(String why) {
        return why.isBlank() ? "No reason was told." : why;
    }
}
