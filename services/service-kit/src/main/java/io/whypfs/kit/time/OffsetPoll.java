package io.whypfs.kit.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Moves a {@link DrivenClock} to what a page says, again and again; a page that does not answer leaves it as it is. */
final class OffsetPoll implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OffsetPoll.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI page;
    private final DrivenClock clock;
    private final Duration pause;
    private final Thread thread;
    private boolean answered = true;

    OffsetPoll(URI page, DrivenClock clock, Duration pause) {
        this.page = page;
        this.clock = clock;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("clock-offset").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            seconds().ifPresent(ahead -> clock.moveTo(Duration.ofSeconds(ahead)));
            answered = true;
        } catch (IOException e) {
            if (answered) {
                LOG.warnf("url=%s error=\"the clock keeps its last offset: %s\"", page, e.getMessage());
            }
            answered = false;
        }
    }

    private Optional<Long> seconds() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(ANSWER_LIMIT).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        JsonNode offset = json.readTree(answer.body()).path("offsetSeconds");
        if (answer.statusCode() != 200 || !offset.isIntegralNumber()) {
            throw new IOException("status " + answer.statusCode() + " without a whole number offsetSeconds");
        }
        return Optional.of(offset.longValue());
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
    }
}
