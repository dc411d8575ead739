package io.whypfs.deals.replication;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks our own front door, from inside, for the sign that pieces are served behind it: {@code GET <public url>/pieces/}
 * answers 204 with {@code Whypfs-Pieces: 1}. That it is reached from here says little about the internet, but one that is
 * not reached from here, or belongs to something else, is surely wrong. An answer is good for a while. Safe for use by
 * several threads, one of which asks.
 */
public final class PublicUrlProbe implements Reachability {

    private static final int NO_CONTENT = 204;
    private static final String SIGN = "Whypfs-Pieces";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final Duration BAD_FOR = Duration.ofSeconds(2);

    private final URI address;
    private final HttpClient http;
    private final Clock clock;
    private Instant asked = Instant.MIN;
    private Optional<String> obstacle;

    public PublicUrlProbe(URI publicUrl, HttpClient http, Clock clock) {
        this.address = URI.create(publicUrl.toString().replaceAll("/+$", "") + "/pieces/");
        this.http = http;
        this.clock = clock;
        this.obstacle = Optional.of("Whether providers reach " + address + " has not been looked at yet.");
    }

    @Override
    public synchronized Optional<String> obstacle() {
        Instant now = clock.instant();
        Instant goodUntil = asked.equals(Instant.MIN) ? asked : asked.plus(obstacle.isEmpty() ? GOOD_FOR : BAD_FOR);
        if (now.isBefore(goodUntil) && !now.isBefore(asked)) {
            return obstacle;
        }
        try {
            obstacle = look();
            asked = now;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return obstacle;
    }

    private Optional<String> look() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(LIMIT).GET().build();
        try {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            boolean isOurs = answer.statusCode() == NO_CONTENT
                    && answer.headers().firstValue(SIGN).isPresent();
            return isOurs
                    ? Optional.empty()
                    : Optional.of("The public address " + address + " answers with status " + answer.statusCode()
                            + " and not as a server of pieces; check whypfs.pieces.public-url.");
        } catch (IOException e) {
            return Optional.of("The public address " + address + " cannot be reached ("
                    + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage())
                    + "); check whypfs.pieces.public-url.");
        }
    }
}
