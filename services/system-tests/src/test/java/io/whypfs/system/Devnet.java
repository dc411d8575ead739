package io.whypfs.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What the simulated Filecoin has seen, and its switches. */
final class Devnet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;

    Devnet(URI url) {
        this.url = url;
    }

    /** Everything it finds wrong with what we did: doubled deals, odd bytes, bad signatures, sums that do not add up. */
    List<String> violations() throws IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        HttpResponse<String> answer = send(request("/dump/check").GET());
        JSON.readTree(answer.body()).path("violations").forEach(violation -> violations.add(violation.toString()));
        return violations;
    }

    /** Deals on the chain about one piece. */
    List<JsonNode> chainDeals(String pieceCid) throws IOException, InterruptedException {
        List<JsonNode> deals = new ArrayList<>();
        JSON.readTree(send(request("/dump/deals").GET()).body()).path("deals").forEach(deal -> {
            if (deal.path("proposal").toString().contains(pieceCid)) {
                deals.add(deal);
            }
        });
        return deals;
    }

    /** Proposals that came in about one piece, taken or not. */
    List<JsonNode> proposals(String pieceCid) throws IOException, InterruptedException {
        List<JsonNode> proposals = new ArrayList<>();
        JSON.readTree(send(request("/dump").GET()).body()).path("proposals").forEach(proposal -> {
            if (proposal.path("proposal").toString().contains(pieceCid)) {
                proposals.add(proposal);
            }
        });
        return proposals;
    }

    /** Switches a fault of a provider on, for {@code count} times. */
    void fault(String provider, String fault, int count) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(
                JSON.createObjectNode().put("fault", fault).put("count", count));
        require(send(request("/control/providers/" + provider + "/fault").POST(BodyPublishers.ofString(body))));
    }

    /** Switches all faults of a provider off. */
    void noFaults(String provider) throws IOException, InterruptedException {
        require(send(request("/control/providers/" + provider + "/fault").DELETE()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static void require(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
