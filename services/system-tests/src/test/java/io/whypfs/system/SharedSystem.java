package io.whypfs.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.testsupport.WhypfsSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One system with two cores and two API nodes, started for the first test that asks and stopped with the JVM. */
final class SharedSystem {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static @Nullable WhypfsSystem system;

    private SharedSystem() {}

    static synchronized WhypfsSystem get() {
        if (system == null) {
            system =
                    WhypfsSystem.start(WhypfsSystem.Options.small().withCores(2).withApis(2));
        }
        return system;
    }

    static FrontDoor frontDoor() {
        return new FrontDoor(get().baseUrl(), get().adminKey());
    }

    /** How many of these contents the scheduler has taken up. */
    static int knownToScheduler(Collection<Long> contents) throws IOException, InterruptedException {
        int known = 0;
        List<Long> all = List.copyOf(contents);
        for (int from = 0; from < all.size(); from += 500) {
            String question =
                    JSON.writeValueAsString(Map.of("contents", all.subList(from, Math.min(from + 500, all.size()))));
            HttpRequest request = internal("bucket-scheduler", "/internal/v1/contents/known")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(question))
                    .build();
            known += JSON.readTree(send(request)).get("known").size();
        }
        return known;
    }

    /** How many provisional pins the cores hold at this moment. */
    static int unconfirmedPins() throws IOException, InterruptedException {
        HttpRequest request = internal("core-node-1", "/internal/v1/pins/unconfirmed?older-than=PT0S&limit=500")
                .build();
        int first = JSON.readTree(send(request)).size();
        HttpRequest other = internal("core-node-2", "/internal/v1/pins/unconfirmed?older-than=PT0S&limit=500")
                .build();
        return first + JSON.readTree(send(other)).size();
    }

    private static HttpRequest.Builder internal(String service, String path) {
        URI url = URI.create(get().url(service) + path);
        return HttpRequest.newBuilder(url).header("Whypfs-Internal", get().secret("internal-token"));
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
