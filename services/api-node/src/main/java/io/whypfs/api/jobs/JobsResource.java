package io.whypfs.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.http.Later;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The jobs of all services. */
@Path("/admin/jobs")
@Singleton
@RequiresAccess(Access.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
@SecurityRequirement(name = "key", scopes = "admin")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class JobsResource {

    private static final String NAME = "The job's name";

    private final JobDoor door;
    private final CurrentCaller caller;

    JobsResource(JobDoor door, CurrentCaller caller) {
        this.door = door;
        this.caller = caller;
    }

    /** All jobs. */
    @Schema(name = "Jobs")
    public record Jobs(
            @Schema(
                    description =
                            "Each with service, name, type, schedule, parameters, limits, system, state (running, waiting, failing, paused, finished), why, next, nextAt, node, runs, failures, lastRun")
            List<JsonNode> jobs,

            List<Gathered.Silent> silent) {}

    /** All job types. */
    @Schema(name = "JobTypes")
    public record Types(
            @Schema(description = "Each with service, name, description and parameters")
            List<JsonNode> types,

            List<Gathered.Silent> silent) {}

    /** A job to be. */
    @Schema(name = "NewJob")
    public record NewJob(
            @Schema(
                    required = true,
                    examples = "nightly-check",
                    description = "1 to 100 lower case letters, digits, dots and dashes; no other job's")
            @Nullable
            String name,

            @Schema(required = true, examples = "bucket-checker", description = "One of GET /admin/jobs/types")
            @Nullable
            String type,

            @Schema(
                    required = true,
                    examples = "0 3 * * *",
                    description =
                            "ISO duration (PT15M: so long after each run), cron with 5 or 6 fields in UTC, @hourly, @daily, @weekly, @monthly, @yearly, or a time (once)")
            @Nullable
            String schedule,

            @Schema(description = "Texts by name, as the type says") @Nullable
            Map<String, String> parameters,

            @Schema(examples = "5", description = "Finished after so many runs that did not fail") @Nullable
            Integer maxRuns,

            @Schema(examples = "2027-01-01T00:00:00Z", description = "No run begins at or after this time") @Nullable
            String until,

            @Schema(examples = "PT10M", description = "A run that takes longer is stopped; ISO duration") @Nullable
            String timeout) {

        Map<String, Object> wish() {
            Map<String, Object> wish = new LinkedHashMap<>();
            put(wish, "name", name);
            put(wish, "type", type);
            put(wish, "schedule", schedule);
            put(wish, "parameters", parameters);
            put(wish, "maxRuns", maxRuns);
            put(wish, "until", until);
            put(wish, "timeout", timeout);
            return wish;
        }

        private static void put(Map<String, Object> wish, String member, @Nullable Object value) {
            if (value != null) {
                wish.put(member, value);
            }
        }
    }

    @GET
    @Operation(
            operationId = "listJobs",
            summary = "List the jobs of all services",
            description = "A service that does not answer is named in silent, and its jobs are those it told last.")
    @APIResponse(responseCode = "200", description = "The jobs, each with its service, and why, what next and when")
    public Uni<Jobs> list() {
        return Later.of(door.jobs().map(all -> new Jobs(all.said(), all.silent())));
    }

    @GET
    @Path("types")
    @Operation(operationId = "listJobTypes", summary = "List what jobs can do")
    @APIResponse(responseCode = "200", description = "The types, each with its service and parameters")
    public Uni<Types> types() {
        return Later.of(door.types().map(all -> new Types(all.said(), all.silent())));
    }

    @POST
    @Operation(
            operationId = "createJob",
            summary = "Add a job",
            description = "It goes to the service that has its type.")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<JsonNode> create(@RequestBody(required = true) NewJob job) {
        return Later.of(door.define(required("name", job.name), required("type", job.type), job.wish()));
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "showJob", summary = "Show a job: why it waits, what next and when")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> show(
            @PathParam("name") @Parameter(description = NAME, example = "bucket-checker") String name) {
        return Later.of(door.job(name));
    }

    @DELETE
    @Path("{name}")
    @Operation(
            operationId = "removeJob",
            summary = "Remove a job and its history",
            description = "Not one of the system's, and not while it runs.")
    @APIResponse(responseCode = "204", description = "Removed", content = @Content)
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<Response> remove(
            @PathParam("name") @Parameter(description = NAME, example = "nightly-check") String name) {
        return Later.of(door.remove(name).map(gone -> Response.noContent().build()));
    }

    @GET
    @Path("{name}/runs")
    @Operation(operationId = "jobRuns", summary = "List what a job did and why runs failed")
    @APIResponse(responseCode = "200", description = "Newest first; runs that had nothing to do are left out")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    public Uni<JsonNode> runs(
            @PathParam("name") @Parameter(description = NAME, example = "bucket-checker") String name) {
        return Later.of(door.runs(name));
    }

    @POST
    @Path("{name}/run")
    @Operation(operationId = "runJob", summary = "Run a job now")
    @APIResponse(responseCode = "200", description = "The job; it runs at once")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<JsonNode> run(
            @PathParam("name") @Parameter(description = NAME, example = "bucket-checker") String name) {
        return Later.of(door.act(name, "run", who("run", null)));
    }

    @POST
    @Path("{name}/pause")
    @Operation(
            operationId = "pauseJob",
            summary = "Pause a job",
            description = "It does not run until it is resumed; a run under way goes on.")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<JsonNode> pause(
            @PathParam("name") @Parameter(description = NAME, example = "bucket-checker") String name,
            @QueryParam("reason")
                    @Parameter(description = "Shown while it is paused", example = "disk work until noon")
                    @Nullable
                    String reason) {
        return Later.of(door.act(name, "pause", who("paused", reason)));
    }

    @POST
    @Path("{name}/resume")
    @Operation(operationId = "resumeJob", summary = "Resume a job that is paused")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<JsonNode> resume(
            @PathParam("name") @Parameter(description = NAME, example = "bucket-checker") String name) {
        return Later.of(door.act(name, "resume", who("resumed", null)));
    }

    @POST
    @Path("{name}/cancel")
    @Operation(
            operationId = "cancelJob",
            summary = "Stop the run of a job that is under way",
            description = "Its schedule goes on.")
    @APIResponse(responseCode = "200", description = "The job; the run ends within seconds")
    @APIResponse(responseCode = "404", ref = "RecordNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<JsonNode> cancel(
            @PathParam("name") @Parameter(description = NAME, example = "bucket-checker") String name,
            @QueryParam("reason")
                    @Parameter(description = "Kept in the job's history", example = "wrong folder")
                    @Nullable
                    String reason) {
        return Later.of(door.act(name, "cancel", who("cancelled", reason)));
    }

    private String who(String did, @Nullable String reason) {
        String sentence = did + " by " + caller.get().username();
        return reason == null || reason.isBlank() ? sentence : sentence + ": " + reason.strip();
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ApiException.invalid("The field " + member + " is missing.");
        }
        return value;
    }
}
