package io.whypfs.scheduler.buckets;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.scheduler.buckets.BucketRepository.BucketQuery;
import io.whypfs.scheduler.buckets.MembershipRepository.BucketContent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Buckets for other services. */
@Path("/internal/v1/buckets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class BucketResource {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1000;

    private final BucketDesk desk;

    BucketResource(BucketDesk desk) {
        this.desk = desk;
    }

    /** Makes a dedicated bucket. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(@Nullable JsonNode body) throws SQLException {
        return Response.status(201)
                .entity(desk.make(BucketWish.read(body, desk.rules())))
                .build();
    }

    /** Buckets, newest first. */
    @GET
    public List<BucketView> list(
            @RestQuery @Nullable String user,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit)
            throws SQLException {
        return desk.page(new BucketQuery(
                user == null ? null : number("user", user, 1, Long.MAX_VALUE),
                state == null ? null : state(state),
                after == null ? Long.MAX_VALUE : number("after", after, 0, Long.MAX_VALUE),
                limit(limit)));
    }

    /** One bucket. */
    @GET
    @Path("/{uuid}")
    public BucketView one(String uuid) throws SQLException {
        UUID bucket = uuid(uuid);
        return desk.find(bucket).orElseThrow(() -> BucketDesk.unknown(bucket));
    }

    /** What is in it, by content id. */
    @GET
    @Path("/{uuid}/contents")
    public List<BucketContent> contents(
            String uuid, @RestQuery @Nullable String after, @RestQuery @Nullable String limit) throws SQLException {
        long last = after == null ? 0 : number("after", after, 0, Long.MAX_VALUE);
        return desk.contents(uuid(uuid), last, limit(limit));
    }

    /** Seals it now. */
    @POST
    @Path("/{uuid}/seal")
    public BucketView seal(String uuid) throws SQLException {
        return desk.seal(uuid(uuid));
    }

    /** It takes contents and is not sealed from now on. */
    @POST
    @Path("/{uuid}/pause")
    public BucketView pause(String uuid) throws SQLException {
        return desk.pause(uuid(uuid));
    }

    /** It is sealed again when its terms say so. */
    @POST
    @Path("/{uuid}/resume")
    public BucketView resume(String uuid) throws SQLException {
        return desk.resume(uuid(uuid));
    }

    private static int limit(@Nullable String text) {
        return text == null ? USUAL_LIMIT : (int) number("limit", text, 1, MOST);
    }

    private static UUID uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equalsIgnoreCase(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            throw badInput("uuid", "a UUID of 36 characters", e);
        }
        throw badInput("uuid", "a UUID of 36 characters", null);
    }

    private static BucketState state(String text) {
        try {
            return BucketState.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw badInput("state", "one of " + List.of(BucketState.values()), e);
        }
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw badInput(name, "a whole number", e);
        }
        throw badInput(name, "a whole number from " + least + " to " + most, null);
    }

    private static ProblemException badInput(String name, String allowed, @Nullable Exception cause) {
        ProblemException problem = new ProblemException(
                400, "bad-input", "Parameter not usable", "The parameter " + name + " must be " + allowed + ".");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
