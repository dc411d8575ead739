package io.whypfs.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Word;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the service that a wish about a job is for, and asks all of them for what is everybody's. */
@Singleton
final class JobDoor {

    private final List<JobService> services;

    @Inject
    JobDoor(Owners owners) {
        this.services = List.of(
                new JobService(owners.scheduler(), owners.ofScheduler()),
                new JobService(owners.dealMaker(), owners.ofDealMaker()));
    }

    Future<Gathered> jobs() {
        return all(JobService::jobs).map(words -> Gathered.of(services, words));
    }

    Future<Gathered> types() {
        return all(JobService::types).map(words -> Gathered.of(services, words));
    }

    /** Has the service that knows the type define the job, unless another service has a job of that name. */
    Future<JsonNode> define(String name, String type, Map<String, Object> job) {
        return all(JobService::types).compose(words -> {
            JobService service = knowing(type, words);
            return all(other -> other.job(name)).compose(jobs -> {
                for (int i = 0; i < services.size(); i++) {
                    if (jobs.get(i) instanceof Word.Told) {
                        throw new ApiException(
                                Reason.CONFLICT,
                                "There is a job '" + name + "' already, in "
                                        + services.get(i).name() + "; choose another name or remove that one.");
                    }
                }
                return owned(service, service.define(job));
            });
        });
    }

    Future<JsonNode> job(String name) {
        return withService(name, (service, job) -> Future.succeededFuture(Gathered.owned(job, service.name())));
    }

    Future<JsonNode> runs(String name) {
        return withService(name, (service, job) -> service.runs(name));
    }

    Future<JsonNode> remove(String name) {
        return withService(name, (service, job) -> service.remove(name));
    }

    Future<JsonNode> act(String name, String action, String why) {
        return withService(name, (service, job) -> owned(service, service.act(name, action, why)));
    }

    private interface Ask {
        Future<JsonNode> of(JobService service, JsonNode job);
    }

    private Future<JsonNode> withService(String name, Ask ask) {
        return all(service -> service.job(name)).compose(words -> {
            List<Integer> having = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i) instanceof Word.Told) {
                    having.add(i);
                }
            }
            if (having.size() > 1) {
                throw new ApiException(Reason.CONFLICT, "More than one service has a job '" + name + "'.");
            }
            if (having.isEmpty()) {
                throw silentOr(words, new ApiException(Reason.RECORD_NOT_FOUND, "There is no job '" + name + "'."));
            }
            int index = having.getFirst();
            return ask.of(services.get(index), ((Word.Told) words.get(index)).json());
        });
    }

    private JobService knowing(String type, List<Word> words) {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i) instanceof Word.Told told) {
                for (JsonNode each : told.json()) {
                    known.add(each.path("name").asText());
                    if (known.getLast().equals(type)) {
                        return services.get(i);
                    }
                }
            }
        }
        throw silentOr(
                words,
                ApiException.invalid("There is no job type '" + type + "'. Known: "
                        + known.stream().sorted().collect(Collectors.joining(", ")) + "."));
    }

    /** What cannot be found may be with a service that does not answer. */
    private static ApiException silentOr(List<Word> words, ApiException refusal) {
        return words.stream()
                .filter(Word.Silent.class::isInstance)
                .map(Word.Silent.class::cast)
                .findFirst()
                .map(silent -> ApiException.unavailable("The " + silent.owner()
                        + " does not answer, and it may be the one that is meant: try again in a moment."))
                .orElse(refusal);
    }

    private static Future<JsonNode> owned(JobService service, Future<JsonNode> answer) {
        return answer.map(job -> Gathered.owned(job, service.name()));
    }

    private Future<List<Word>> all(Function<JobService, Future<Word>> question) {
        List<Future<Word>> words = services.stream().map(question).toList();
        return Future.all(words).map(done -> done.list());
    }
}
