package io.whypfs.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.api.facts.BucketPast;
import io.whypfs.api.facts.ContentPast;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.inside.InternalJson;
import io.whypfs.api.owners.Word;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelinesTest {

    private static final Instant T = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID BUCKET = UUID.fromString("0b8f1a52-6f0e-4f0e-9d3f-6d6c1a2b3c4d");
    private static final UUID CORE = UUID.fromString("5b7f6b6e-5f0c-4b8e-8f8e-0d1d1a3b6a11");
    private static final List<String> LIVE = List.of(
            "planned", "proposing", "accepted", "transferring", "transferred", "published", "sealing", "active");
    private static final List<String> ENDS = List.of("rejected", "failed", "slashed", "expired");

    /** What an owner says in one of the combinations: nothing, something, the last of it, or that it does not know. */
    private enum Mouth {
        TELLS,
        SAYS_TOO_LITTLE,
        WAS_HEARD_ONCE,
        NEVER_SPOKE,
        KNOWS_NOTHING
    }

    /** How far the content is, before deals. */
    private enum Way {
        NO_BUCKET,
        OVERSIZE,
        DROPPED,
        OPEN,
        PAUSED,
        SEALED,
        BUILDING,
        DELAYED,
        READY
    }

    static Stream<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Mouth mouth : Mouth.values()) {
                for (boolean isDeleted : new boolean[] {false, true}) {
                    for (boolean isFactKnown : new boolean[] {false, true}) {
                        all.add(new Combination(way, mouth, isDeleted, isFactKnown, List.of()));
                    }
                }
            }
        }
        for (Mouth mouth : Mouth.values()) {
            for (boolean isDeleted : new boolean[] {false, true}) {
                for (String state : Stream.concat(LIVE.stream(), ENDS.stream()).toList()) {
                    all.add(new Combination(Way.READY, mouth, isDeleted, true, List.of(state)));
                }
                all.add(new Combination(
                        Way.READY, mouth, isDeleted, true, List.of("active", "active", "active", "active", "active")));
                all.add(new Combination(
                        Way.READY,
                        mouth,
                        isDeleted,
                        true,
                        List.of("active", "active", "active", "active", "active", "active")));
                all.add(new Combination(
                        Way.READY,
                        mouth,
                        isDeleted,
                        true,
                        List.of("failed", "active", "rejected", "sealing", "proposing")));
            }
        }
        return all.stream();
    }

    /** @param isFactKnown whether facts came already, or only the owners know */
    private record Combination(Way way, Mouth mouth, boolean isDeleted, boolean isFactKnown, List<String> deals) {

        Known known() {
            boolean isInBucket = way.ordinal() >= Way.OPEN.ordinal();
            boolean isSealed = way.ordinal() >= Way.SEALED.ordinal();
            boolean factSaysBucket = isInBucket && isFactKnown;
            boolean ownerSaysBucket = isInBucket && mouth != Mouth.NEVER_SPOKE && mouth != Mouth.KNOWS_NOTHING;
            Optional<UUID> bucket = factSaysBucket || ownerSaysBucket ? Optional.of(BUCKET) : Optional.empty();
            BucketPast past = !isFactKnown ? BucketPast.unknown(BUCKET) : past(isSealed);
            return new Known(
                    Optional.of(content(factSaysBucket ? BUCKET : null, isDeleted ? T.plusSeconds(99) : null)),
                    bucket,
                    past,
                    IntStream.range(0, deals.size())
                            .mapToObj(i -> deal(i + 1, deals.get(i)))
                            .toList(),
                    say("bucket-scheduler", mouth, contentSaying()),
                    new Word.Unasked(),
                    bucket.isPresent() && isSealed && past.ready().isEmpty()
                            ? say("core-node " + CORE, mouth, pieceSaying())
                            : new Word.Unasked(),
                    bucket.isPresent() ? say("deal-maker", mouth, dealsSaying()) : new Word.Unasked(),
                    T.plusSeconds(100));
        }

        private BucketPast past(boolean isSealed) {
            return new BucketPast(
                    BUCKET,
                    isSealed
                            ? Optional.of(new BucketPast.Sealed(
                                    T.plusSeconds(20), "pictures", CORE.toString(), 7L, 3, 3000, "It was full."))
                            : Optional.empty(),
                    Optional.empty(),
                    way == Way.READY
                            ? Optional.of(new BucketPast.Ready(
                                    T.plusSeconds(30), CORE.toString(), "baga1", 4096, 3000, "bafyroot"))
                            : Optional.empty(),
                    way == Way.DELAYED
                            ? Optional.of(new BucketPast.Delay(
                                    T.plusSeconds(25), "A block is missing.", "It is asked for again.", null))
                            : Optional.empty());
        }

        private String contentSaying() {
            return switch (way) {
                case NO_BUCKET -> "{'state':'unassigned',%s}".formatted(reasons("No bucket took it yet."));
                case OVERSIZE -> "{'state':'oversize',%s}".formatted(reasons("It is larger than a piece."));
                case DROPPED ->
                    "{'state':'dropped','since':'2026-11-24T10:00:01Z',%s}".formatted(reasons("It failed."));
                default ->
                    "{'state':'assigned','since':'2026-11-24T10:00:05Z',%s,'bucket':{'uuid':'%s','core':'%s','name':'p',"
                                    .formatted(reasons("It is in a bucket."), BUCKET, CORE)
                            + "'state':'%s',%s,'deals':{'target':6}}}"
                                    .formatted(bucketState(), reasons("It is not full."));
            };
        }

        private String bucketState() {
            return switch (way) {
                case OPEN -> "open";
                case PAUSED -> "paused";
                case READY -> "ready";
                default -> "sealed";
            };
        }

        private String pieceSaying() {
            String state = way == Way.BUILDING ? "building" : way == Way.READY ? "ready" : "waiting";
            return "{'state':'%s','since':'2026-11-24T10:00:25Z',%s,'pieceCid':'baga1'}"
                    .formatted(state, reasons("It hashes."));
        }

        private String dealsSaying() {
            return "{'target':6,%s,'deals':[]}".formatted(reasons("Providers are chosen."));
        }
    }

    private static String reasons(String why) {
        return "'why':'" + why + "','next':'It goes on.','nextAt':'2026-11-24T11:00:00Z'";
    }

    private static Word say(String owner, Mouth mouth, String json) {
        return switch (mouth) {
            case TELLS -> new Word.Told(json(json), T.plusSeconds(100));
            case SAYS_TOO_LITTLE ->
                new Word.Told(json(json.replaceAll("'(why|next|nextAt)':'[^']*',?", "'x':0,")), T.plusSeconds(100));
            case WAS_HEARD_ONCE ->
                new Word.Silent(owner, T.plusSeconds(90), Optional.of(new Word.Told(json(json), T.plusSeconds(80))));
            case NEVER_SPOKE -> new Word.Silent(owner, T.plusSeconds(90), Optional.empty());
            case KNOWS_NOTHING -> new Word.Unknown(T.plusSeconds(100));
        };
    }

    private static JsonNode json(String text) {
        return InternalJson.read(text.replace('\'', '"')
                .replace(",}", "}")
                .replace("\"x\":0,\"x\":0", "\"x\":0")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static ContentPast content(@Nullable UUID bucket, @Nullable Instant deletedAt) {
        return new ContentPast(
                42,
                "bafkcid",
                "a.txt",
                6,
                T,
                deletedAt,
                List.of(CORE),
                bucket,
                bucket == null ? null : T.plusSeconds(5));
    }

    /** A deal that went the whole way to its state. */
    private static DealPast deal(int number, String state) {
        List<DealPast.Transition> transitions = new ArrayList<>();
        List<String> passed = ENDS.contains(state)
                ? List.of("planned", "proposing", state)
                : LIVE.subList(0, LIVE.indexOf(state) + 1);
        for (int i = 0; i < passed.size(); i++) {
            transitions.add(new DealPast.Transition(
                    passed.get(i), T.plusSeconds(40 + i), "Why " + passed.get(i) + ".", "Next after it.", null));
        }
        return new DealPast(
                new UUID(1, number),
                number,
                BUCKET,
                "baga1",
                4096,
                "f0100" + number,
                state,
                "Why " + state + ".",
                "Next after it.",
                null,
                ENDS.contains(state),
                "f1client",
                true,
                "0",
                1000,
                2000,
                "bafyprop" + number,
                null,
                null,
                T.plusSeconds(40),
                T.plusSeconds(50),
                transitions);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void givesEveryStepAReasonAndEveryOpenOneANext(Combination combination) {
        // When
        Timeline timeline = Timelines.ofContent(combination.known());
        Timeline ofBucket = Timelines.ofBucket(combination.known());

        // Then
        List<Step> steps = new ArrayList<>(timeline.steps());
        steps.addAll(ofBucket.steps());
        assertThat(steps).isNotEmpty().allSatisfy(step -> {
            assertThat(step.why()).isNotBlank();
            if (step.isOpen()) {
                assertThat(step.next()).isNotBlank();
            } else if (step.state() == Step.State.FAILED) {
                assertThat(step.next()).isNotBlank();
            }
        });
        assertThat(timeline.summary()).isNotBlank();
        assertThat(timeline.deals()).allSatisfy(deal -> {
            assertThat(deal.why()).isNotBlank();
            assertThat(deal.next()).isNotBlank();
        });
        boolean waits = timeline.steps().stream().anyMatch(Step::isOpen);
        boolean isOver = combination.isDeleted || combination.way == Way.DROPPED;
        assertThat(timeline.done() || waits || isOver)
                .as("what is not done says what it waits for: %s", timeline.steps())
                .isTrue();
        boolean isSilent = combination.mouth == Mouth.WAS_HEARD_ONCE || combination.mouth == Mouth.NEVER_SPOKE;
        assertThat(timeline.silent().isEmpty()).isEqualTo(!isSilent);
    }

    @Test
    void showsTheWholeWayOfAContentWithoutABucketAsWaiting() {
        // Given
        Known known = new Combination(Way.NO_BUCKET, Mouth.TELLS, false, true, List.of()).known();

        // When
        Timeline timeline = Timelines.ofContent(known);

        // Then
        assertThat(timeline.steps())
                .extracting(Step::step)
                .containsExactly(
                        "stored",
                        "in-bucket",
                        "sealed",
                        "piece",
                        "proposed",
                        "accepted",
                        "transferring",
                        "transferred",
                        "published",
                        "sealing",
                        "active");
        assertThat(timeline.steps().subList(1, 11)).allMatch(step -> step.state() == Step.State.WAITING);
        Step inBucket = timeline.steps().get(1);
        assertThat(inBucket.why()).isEqualTo("No bucket took it yet.");
        assertThat(inBucket.next()).isEqualTo("It goes on.");
        assertThat(inBucket.nextAt()).isEqualTo(Instant.parse("2026-11-24T11:00:00Z"));
        assertThat(timeline.done()).isFalse();
        assertThat(timeline.summary()).isEqualTo("No bucket took it yet.");
    }

    @Test
    void namesASilentOwnerAndWhatItSaidLast() {
        // Given
        Known known = new Combination(Way.OPEN, Mouth.WAS_HEARD_ONCE, false, true, List.of()).known();

        // When
        Timeline timeline = Timelines.ofContent(known);

        // Then
        assertThat(timeline.silent())
                .containsExactly(
                        "bucket-scheduler since 2026-11-24T10:01:30Z", "deal-maker since 2026-11-24T10:01:30Z");
        Step sealed = step(timeline, "sealed");
        assertThat(sealed.why())
                .isEqualTo(
                        "It is not full. (So said the bucket-scheduler at 2026-11-24T10:01:20Z; it does not answer now.)");
    }

    @Test
    void tellsADelayOfTheBuilderOverWhatItSaidBefore() {
        // Given
        Known known = new Combination(Way.DELAYED, Mouth.NEVER_SPOKE, false, true, List.of()).known();

        // When
        Step piece = step(Timelines.ofContent(known), "piece");

        // Then
        assertThat(piece.state()).isEqualTo(Step.State.WAITING);
        assertThat(piece.why()).isEqualTo("A block is missing.");
        assertThat(piece.next()).isEqualTo("It is asked for again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "proposing", "accepted", "transferring", "transferred", "published", "sealing"})
    void showsADealsStateAsNowAndWhatComesAfterAsWaiting(String state) {
        // Given
        Known known = new Combination(Way.READY, Mouth.TELLS, false, true, List.of(state)).known();

        // When
        List<Step> steps = Timelines.ofContent(known).steps().stream()
                .filter(step -> step.deal() != null)
                .toList();

        // Then
        int at = LIVE.indexOf(state);
        assertThat(steps).extracting(Step::step).containsExactlyElementsOf(DealSteps.ORDER);
        assertThat(steps.subList(0, at)).allMatch(step -> step.state() == Step.State.DONE && step.at() != null);
        assertThat(steps.get(at).state()).isEqualTo(Step.State.NOW);
        assertThat(steps.get(at).at()).isEqualTo(T.plusSeconds(40 + at));
        assertThat(steps.get(at).provider()).isEqualTo("f01001");
        assertThat(steps.subList(at + 1, steps.size()))
                .allMatch(step -> step.state() == Step.State.WAITING && step.at() == null);
    }

    @Test
    void isDoneWhenAsManyDealsAreActiveAsThereShouldBe() {
        // Given
        List<String> six = List.of("active", "active", "active", "active", "active", "active");

        // When
        Timeline done = Timelines.ofContent(new Combination(Way.READY, Mouth.TELLS, false, true, six).known());
        Timeline five =
                Timelines.ofContent(new Combination(Way.READY, Mouth.TELLS, false, true, six.subList(0, 5)).known());

        // Then
        assertThat(done.done()).isTrue();
        assertThat(done.summary()).isEqualTo("6 of 6 deals are active.");
        assertThat(done.steps()).noneMatch(Step::isOpen);
        assertThat(five.done()).isFalse();
        Step missing = five.steps().getLast();
        assertThat(missing.step()).isEqualTo("proposed");
        assertThat(missing.deal()).isNull();
        assertThat(missing.why()).isEqualTo("5 of 6 deals are live. Providers are chosen.");
    }

    @Test
    void takesTheDealMakersWordWhereItIsNewerThanTheFacts() {
        // Given
        Known facts = new Combination(Way.READY, Mouth.TELLS, false, true, List.of("accepted")).known();
        String newer = "{'target':1,'why':'x','next':'y','deals':[{'uuid':'%s','id':1,'provider':'f01001',"
                        .formatted(new UUID(1, 1))
                + "'state':'transferring','since':'2026-11-24T10:01:00Z','why':'It fetches.','next':'It ends.'}]}";
        Known known = new Known(
                facts.content(),
                facts.bucket(),
                facts.past(),
                facts.deals(),
                facts.aboutContent(),
                facts.aboutBucket(),
                facts.aboutPiece(),
                new Word.Told(json(newer), facts.now()),
                facts.now());

        // When
        Timeline timeline = Timelines.ofContent(known);

        // Then
        assertThat(step(timeline, "accepted").state()).isEqualTo(Step.State.DONE);
        Step transferring = step(timeline, "transferring");
        assertThat(transferring.state()).isEqualTo(Step.State.NOW);
        assertThat(transferring.at()).isEqualTo(Instant.parse("2026-11-24T10:01:00Z"));
        assertThat(transferring.why()).isEqualTo("It fetches.");
        assertThat(timeline.deals().getFirst().state()).isEqualTo("transferring");
    }

    @Test
    void saysOfADeletedContentWhatBecomesOfIt() {
        // Given
        Known early = new Combination(Way.OPEN, Mouth.TELLS, true, true, List.of()).known();
        Known late = new Combination(Way.READY, Mouth.TELLS, true, true, List.of("sealing")).known();

        // When
        Timeline unsealed = Timelines.ofContent(early);
        Timeline sealed = Timelines.ofContent(late);

        // Then
        assertThat(unsealed.steps()).extracting(Step::step).containsExactly("stored", "in-bucket", "deleted");
        assertThat(unsealed.steps().getLast().next()).isEqualTo("Its pins are released; it gets into no piece.");
        assertThat(sealed.steps().getLast().next())
                .isEqualTo("Its blocks stay in the piece of its bucket, whose deals go on until they end.");
        assertThat(sealed.done()).isTrue();
        assertThat(step(sealed, "sealing").state()).isEqualTo(Step.State.NOW);
    }

    @Test
    void showsOneDealWithTheStepsBeforeIt() {
        // Given
        Known known = new Combination(Way.READY, Mouth.TELLS, false, true, List.of("failed", "published")).known();

        // When
        Timeline failed = Timelines.ofDeal(known, new UUID(1, 1));
        Timeline published = Timelines.ofDeal(known, new UUID(1, 2));

        // Then
        assertThat(failed.steps())
                .extracting(Step::step)
                .containsExactly("sealed", "piece", "planned", "proposed", "failed");
        assertThat(failed.done()).isTrue();
        assertThat(failed.steps().getLast().next()).isEqualTo("Next after it.");
        assertThat(published.done()).isFalse();
        assertThat(published.summary()).isEqualTo("f01002: published. Why published.");
    }

    @Test
    void cannotMakeAStepWithoutAReason() {
        assertThatThrownBy(() -> Step.done("stored", T, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Step.open("sealed", Step.State.WAITING, null, Reason.of("Why.", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Step step(Timeline timeline, String name) {
        return timeline.steps().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
