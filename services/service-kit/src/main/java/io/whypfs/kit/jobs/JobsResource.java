package io.whypfs.kit.jobs;

import io.quarkus.arc.properties.IfBuildProperty;
import io.whypfs.queue.JobQueue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The jobs of this service, for api-node's administrators. */
@Path("/internal/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@IfBuildProperty(name = "whypfs.jobs.enabled", stringValue = "true")
public class JobsResource {

    private static final int MOST_RUNS = 1000;

    private final JobQueue queue;

    JobsResource(JobQueue queue) {
        this.queue = queue;
    }

    /** All jobs, the system's first. */
    @GET
    public List<JobJson.Job> list() {
        return JobProblems.asked(
                () -> queue.list().stream().map(JobJson.Job::of).toList());
    }

    /** What can be done here. */
    @GET
    @Path("/types")
    public List<JobJson.Type> types() {
        return queue.types().stream().map(JobJson.Type::of).toList();
    }

    /** Adds a job. */
    @POST
    @ResponseStatus(201)
    @Consumes(MediaType.APPLICATION_JSON)
    public JobJson.Job define(JobJson.@Nullable Wish wish) {
        return JobProblems.asked(() -> JobJson.Job.of(queue.define(JobWish.definition(wish))));
    }

    @GET
    @Path("/{name}")
    public JobJson.Job get(@PathParam("name") String name) {
        return JobProblems.asked(() -> JobJson.Job.of(queue.get(name)));
    }

    @DELETE
    @Path("/{name}")
    public void remove(@PathParam("name") String name) {
        JobProblems.asked(() -> {
            queue.remove(name);
            return name;
        });
    }

    /** Makes it due at once. */
    @POST
    @Path("/{name}/run")
    public JobJson.Job run(@PathParam("name") String name) {
        return JobProblems.asked(() -> JobJson.Job.of(queue.runNow(name)));
    }

    /** @param why one sentence that names who pauses it */
    @POST
    @Path("/{name}/pause")
    public JobJson.Job pause(
            @PathParam("name") String name, @QueryParam("why") @DefaultValue("paused by an operator") String why) {
        return JobProblems.asked(() -> JobJson.Job.of(queue.pause(name, why)));
    }

    @POST
    @Path("/{name}/resume")
    public JobJson.Job resume(@PathParam("name") String name) {
        return JobProblems.asked(() -> JobJson.Job.of(queue.resume(name)));
    }

    /**
     * Stops the run under way.
     *
     * @param why one sentence that names who cancels it
     */
    @POST
    @Path("/{name}/cancel")
    public JobJson.Job cancel(
            @PathParam("name") String name, @QueryParam("why") @DefaultValue("cancelled by an operator") String why) {
        return JobProblems.asked(() -> JobJson.Job.of(queue.cancel(name, why)));
    }

    /** Its history, newest first. */
    @GET
    @Path("/{name}/runs")
    public List<JobJson.Run> runs(@PathParam("name") String name, @QueryParam("limit") @DefaultValue("50") int limit) {
        int most = Math.clamp(limit, 1, MOST_RUNS);
        return JobProblems.asked(
                () -> queue.runs(name, most).stream().map(JobJson.Run::of).toList());
    }
}
