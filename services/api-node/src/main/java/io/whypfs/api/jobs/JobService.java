package io.whypfs.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.owners.Owner;
import io.whypfs.api.owners.Wishes;
import io.whypfs.api.owners.Word;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A service that has jobs, and its internal routes for them. */
final class JobService {

    private static final String PATH = "/internal/v1/jobs";

    private final Owner owner;
    private final Wishes wishes;

    JobService(Owner owner, Wishes wishes) {
        this.owner = owner;
        this.wishes = wishes;
    }

    String name() {
        return owner.name();
    }

    Future<Word> jobs() {
        return owner.ask(PATH);
    }

    Future<Word> types() {
        return owner.ask(PATH + "/types");
    }

    Future<Word> job(String name) {
        return owner.ask(of(name));
    }

    Future<JsonNode> runs(String name) {
        return told(wishes.get(of(name) + "/runs?limit=1000"));
    }

    Future<JsonNode> define(Object job) {
        return told(wishes.post(PATH, job));
    }

    Future<JsonNode> remove(String name) {
        return told(wishes.delete(of(name)));
    }

    /**
     * Has something done with a job.
     *
     * @param action run, pause, resume or cancel
     * @param why one sentence that names who wants it
     */
    Future<JsonNode> act(String name, String action, String why) {
        return told(wishes.post(of(name) + "/" + action + "?why=" + encoded(why), java.util.Map.of()));
    }

    /** What is not found here is a job, whatever the service is asked for otherwise. */
    private static Future<JsonNode> told(Future<JsonNode> answer) {
        return answer.recover(failure -> Future.failedFuture(
                failure instanceof ApiException refusal && refusal.status() == Reason.RECORD_NOT_FOUND.status()
                        ? new ApiException(Reason.RECORD_NOT_FOUND, String.valueOf(refusal.getMessage()))
                        : failure));
    }

    private static String of(String name) {
        return PATH + "/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
