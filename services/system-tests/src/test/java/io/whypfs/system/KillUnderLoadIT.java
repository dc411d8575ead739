package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.testsupport.WhypfsSystem;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills a process with {@code kill -9} at a random moment under upload load, again and again: whatever was acknowledged is
 * there afterwards, bit for bit, with its row, and the scheduler knows it.
 */
class KillUnderLoadIT {

    private static final List<String> VICTIMS =
            List.of("core-node-1", "core-node-2", "api-node-1", "api-node-2", "postgres", "kafka");

    private record Acknowledged(String cid, SeededBytes bytes) {}

    private final WhypfsSystem system = SharedSystem.get();
    private final FrontDoor door = SharedSystem.frontDoor();
    private final Map<Long, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean(true);

    @Test
    @Timeout(900)
    void losesNothingAcknowledgedInTwentyRounds() throws Exception {
        killUnderLoad(20, Long.getLong("whypfs.seed", System.nanoTime()));
    }

    @Test
    @Tag("torture")
    void losesNothingAcknowledgedInManyRounds() throws Exception {
        killUnderLoad(Integer.getInteger("whypfs.torture.rounds", 200), Long.getLong("whypfs.seed", System.nanoTime()));
    }

    private void killUnderLoad(int rounds, long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        AtomicLong nextFile = new AtomicLong(seed);
        try (ExecutorService uploaders = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                uploaders.submit(() -> uploadUntilStopped(nextFile));
            }
            try {
                for (int round = 0; round < rounds; round++) {
                    awaitProgress(1 + random.nextInt(30));
                    String victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
                    System.out.println("round " + round + ": kill -9 " + victim + " after " + acknowledged.size()
                            + " acknowledged, " + refused + " refused");
                    system.kill9(victim);
                }
                awaitProgress(20);
            } finally {
                running.set(false);
            }
            uploaders.shutdown();
            assertThat(uploaders.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }
        assertEverythingIsThere();
    }

    private void awaitProgress(int uploads) {
        int target = acknowledged.size() + uploads;
        await("uploads go on")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.size() >= target);
    }

    private void uploadUntilStopped(AtomicLong nextFile) {
        while (running.get()) {
            long id = nextFile.getAndIncrement();
            long length = id % 10 == 0 ? 3_000_000 : id % 3 == 0 ? 300_000 : 4096;
            SeededBytes bytes = new SeededBytes(id, length);
            try {
                HttpResponse<byte[]> answer = door.add("", FrontDoor.Part.of("file-" + id, bytes.toArray()));
                if (answer.statusCode() == 200) {
                    JsonNode body = FrontDoor.json(answer);
                    acknowledged.put(
                            body.get("estuaryId").asLong(),
                            new Acknowledged(body.get("cid").asText(), bytes));
                } else {
                    backOff();
                }
            } catch (IOException e) {
                backOff();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What a client does that was told to come again in a moment. */
    private void backOff() {
        refused.incrementAndGet();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    private void assertEverythingIsThere() throws Exception {
        await("the system heals")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(door.getAnonymous("/health").statusCode()).isEqualTo(200);
                    assertThat(door.get("/content/contents?limit=1").statusCode())
                            .isEqualTo(200);
                });
        List<String> lost = new ArrayList<>();
        for (Map.Entry<Long, Acknowledged> entry : acknowledged.entrySet()) {
            Acknowledged file = entry.getValue();
            HttpResponse<byte[]> read = patiently(() -> door.getAnonymous("/ipfs/" + file.cid()));
            HttpResponse<byte[]> row = patiently(() -> door.get("/content/" + entry.getKey()));
            if (read.statusCode() != 200 || !file.bytes().equalTo(read.body()) || row.statusCode() != 200) {
                lost.add(entry.getKey() + " " + file.cid() + ": read " + read.statusCode() + ", row "
                        + row.statusCode());
            }
        }
        System.out.println(acknowledged.size() + " acknowledged, " + refused + " refused, " + lost.size() + " lost");
        assertThat(lost).isEmpty();
        await("the scheduler knows every content")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(SharedSystem.knownToScheduler(acknowledged.keySet()))
                        .isEqualTo(acknowledged.size()));
    }

    /** The answer, once it is no longer "not now": a process that was killed last may still be starting. */
    private static HttpResponse<byte[]> patiently(Callable<HttpResponse<byte[]>> request) {
        return await("an answer other than try again")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(request, answer -> answer.statusCode() < 500);
    }
}
