package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.piece.PieceHasher;
import io.whypfs.system.FrontDoor.Part;
import io.whypfs.testsupport.WhypfsSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The second half of the journey: files in a bucket become a piece with six active deals, whatever fails in between, and
 * everything that waits says why.
 */
@Timeout(600)
class DealsIT {

    private static final int COPIES = 6;
    private static final int MIB = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(4);

    private final WhypfsSystem system = SharedSystem.get();
    private final FrontDoor door = SharedSystem.frontDoor();
    private final Devnet devnet = new Devnet(system.url("devnet"));

    @Test
    void aBucketThatPassesItsThresholdGetsSixActiveDealsAndItsPieceIsWhatTheChainSays() throws Exception {
        // Given
        String bucket = bucket("journey", MIB);

        // When
        List<Long> contents = fill(bucket, MIB, 101);
        JsonNode timeline = awaitDone(contents);

        // Then
        String piece = pieceCid(timeline);
        assertThat(timeline.path("silent")).isEmpty();
        assertThat(activeProviders(timeline)).hasSize(COPIES);
        assertThat(activeOnChain(piece)).hasSize(COPIES);
        for (long content : contents) {
            assertEveryStepSaysWhy(timeline(content));
        }
        assertThat(commitmentOfShuffledRanges(piece)).isEqualTo(piece);
        assertThat(devnet.violations()).isEmpty();
    }

    @Test
    void providersThatCheatOrLoseTheSectorAreNeverCountedAndOthersTakeTheirPlace() throws Exception {
        // Given
        List<String> spare = List.of("f01006", "f01007");
        for (String provider : spare) {
            standing(provider, "denied");
        }
        devnet.fault("t01000", "publish-price", 1);
        devnet.fault("t01001", "slash", 1);
        String bucket = bucket("neighbours", MIB);

        // When
        List<Long> contents = fill(bucket, MIB, 202);
        await().atMost(LONG)
                .ignoreException(IOException.class)
                .until(() -> states(contents.getFirst()).containsAll(Set.of("f01000 failed", "f01001 slashed")));
        for (String provider : spare) {
            standing(provider, "neutral");
        }
        JsonNode timeline = awaitDone(contents);

        // Then
        assertThat(activeProviders(timeline))
                .containsExactlyInAnyOrder("f01002", "f01003", "f01004", "f01005", "f01006", "f01007");
        assertThat(timeline.path("deals"))
                .filteredOn(deal -> deal.path("provider").asText().equals("f01000"))
                .singleElement()
                .satisfies(deal -> assertThat(deal.path("why").asText()).containsIgnoringCase("price"));
        assertThat(devnet.violations()).isEmpty();
    }

    @Test
    void killsAtEveryMomentDoubleNothingAndLoseNothing() throws Exception {
        // Given
        long seed = Long.getLong("whypfs.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> victims = List.of("deal-maker", "core-node-1", "bucket-scheduler", "core-node-2");
        String bucket = bucket("kills", MIB);
        List<Long> contents = fill(bucket, MIB, random.nextLong());

        // When
        long until = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        for (int round = 0; System.nanoTime() < until; round++) {
            system.kill9(victims.get(round % victims.size()));
            Thread.sleep(random.nextLong(1500, 4000));
        }
        JsonNode timeline = awaitDone(contents);

        // Then
        assertThat(activeProviders(timeline)).hasSize(COPIES);
        assertThat(devnet.violations()).isEmpty();
        assertThat(commitmentOfShuffledRanges(pieceCid(timeline))).isEqualTo(pieceCid(timeline));
    }

    @Test
    void aFetchWithoutTheSecretIsRefused() throws Exception {
        String bucket = bucket("secret", MIB);
        JsonNode timeline = awaitDone(fill(bucket, MIB, 303));
        assertThat(door.getAnonymous("/pieces/" + pieceCid(timeline)).statusCode())
                .isEqualTo(401);
    }

    private void standing(String provider, String standing) throws IOException, InterruptedException {
        FrontDoor.expect(
                200,
                door.send(door.request("/admin/providers/" + provider + "/standing")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"standing\":\"" + standing + "\",\"reason\":\"a test\"}"))));
    }

    private Set<String> states(long content) throws IOException, InterruptedException {
        Set<String> states = new HashSet<>();
        timeline(content)
                .path("deals")
                .forEach(deal -> states.add(deal.path("provider").asText() + " "
                        + deal.path("state").asText()));
        return states;
    }

    private String bucket(String name, long threshold) throws IOException, InterruptedException {
        return FrontDoor.expect(
                        201,
                        door.postJson("/buckets", "{\"name\":\"" + name + "\",\"thresholdSize\":" + threshold + "}"))
                .path("uuid")
                .asText();
    }

    /** Uploads files of many sizes until their sum is above the bytes, so that the bucket is sealed. */
    private List<Long> fill(String bucket, int bytes, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<Long> contents = new ArrayList<>();
        int[] sizes = {1, 1000, 300_000, 5, bytes};
        for (int i = 0; i < sizes.length; i++) {
            byte[] data = new byte[sizes[i]];
            random.nextBytes(data);
            JsonNode answer = FrontDoor.expect(200, door.add("?bucket=" + bucket, Part.of("file " + i, data)));
            contents.add(answer.path("estuaryId").asLong());
        }
        return contents;
    }

    private JsonNode timeline(long content) throws IOException, InterruptedException {
        return FrontDoor.expect(200, door.get("/content/" + content + "/timeline"));
    }

    private JsonNode awaitDone(List<Long> contents) throws Exception {
        for (long content : contents) {
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptionsMatching(e -> e instanceof IOException || e instanceof AssertionError)
                    .untilAsserted(() -> {
                        JsonNode timeline = timeline(content);
                        assertThat(timeline.path("done").asBoolean())
                                .as(timeline.toPrettyString())
                                .isTrue();
                    });
        }
        return timeline(contents.getFirst());
    }

    private static String pieceCid(JsonNode timeline) {
        for (JsonNode step : timeline.path("steps")) {
            if (step.hasNonNull("pieceCid")) {
                return step.path("pieceCid").asText();
            }
        }
        throw new AssertionError("no piece in " + timeline);
    }

    private static Set<String> activeProviders(JsonNode timeline) {
        Set<String> providers = new HashSet<>();
        timeline.path("deals").forEach(deal -> {
            if (deal.path("state").asText().equals("active")) {
                assertThat(providers.add(deal.path("provider").asText()))
                        .as("no provider twice")
                        .isTrue();
            }
        });
        return providers;
    }

    private List<JsonNode> activeOnChain(String piece) throws IOException, InterruptedException {
        return devnet.chainDeals(piece).stream()
                .filter(deal -> deal.path("state").asText().equals("active"))
                .toList();
    }

    private static void assertEveryStepSaysWhy(JsonNode timeline) {
        timeline.path("steps").forEach(step -> {
            assertThat(step.path("why").asText()).as(step.toString()).isNotBlank();
            if (!step.path("state").asText().equals("done")) {
                assertThat(step.path("next").asText()).as(step.toString()).isNotBlank();
            }
        });
    }

    /** Fetches a piece as providers do, in ranges of a random order, the last one reaching beyond the end. */
    private String commitmentOfShuffledRanges(String piece) throws Exception {
        JsonNode transfer = devnet.proposals(piece).getFirst().path("transfer");
        JsonNode params = transfer.isTextual() ? FrontDoor.parse(transfer.asText()) : transfer;
        URI url = URI.create(params.path("URL").asText(params.path("url").asText()));
        String authorization = params.path("Headers")
                .path("Authorization")
                .asText(params.path("headers").path("Authorization").asText());
        int size = Integer.parseInt(
                devnet.proposals(piece).getFirst().path("transferSize").asText());
        int step = 65_521;
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < size; start += step) {
            starts.add(start);
        }
        Collections.shuffle(starts, new Random(7));
        byte[] car = new byte[size];
        for (int start : starts) {
            HttpResponse<byte[]> part = door.getAnonymous(
                    url.getPath(), "Authorization", authorization, "Range", "bytes=" + start + "-" + (start + step));
            assertThat(part.statusCode())
                    .as(new String(part.body(), StandardCharsets.UTF_8))
                    .isEqualTo(206);
            System.arraycopy(part.body(), 0, car, start, Math.min(step, part.body().length));
        }
        PieceHasher hasher = PieceHasher.onCallersThread();
        hasher.write(car, 0, car.length);
        return hasher.finish().pieceCid().toString();
    }
}
