package io.whypfs.corenode.pins;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What api-node tells and asks about the pins of this core. All of it may be repeated. */
@Path("/internal/v1/pins")
@RunOnVirtualThread
public final class PinsResource {

    private static final int MOST_CONTENTS = 10_000;

    private final PinsRepository pins;
    private final Clock clock;

    PinsResource(PinsRepository pins, Clock clock) {
        this.pins = pins;
        this.clock = clock;
    }

    /** Contents by id. */
    public record Contents(@Nullable List<@Nullable Long> contents) {}

    /** Which contents had a pin here, and which had none. */
    public record Outcome(List<Long> done, List<Long> unknown) {}

    /** A pin that nobody has spoken for yet. */
    public record Unconfirmed(long content, String root, String createdAt) {}

    @POST
    @Path("/confirm")
    public Outcome confirm(@Nullable Contents request) {
        Set<Long> asked = asked(request);
        try {
            return outcome(asked, pins.confirm(asked, clock.instant()));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @POST
    @Path("/release")
    public Outcome release(@Nullable Contents request) {
        Set<Long> asked = asked(request);
        try {
            return outcome(asked, pins.release(asked));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @GET
    @Path("/unconfirmed")
    public List<Unconfirmed> unconfirmed(
            @QueryParam("older-than") @DefaultValue("PT1M") String olderThan,
            @QueryParam("limit") @DefaultValue("500") int limit) {
        if (limit < 1 || limit > MOST_CONTENTS) {
            throw badInput("The query parameter limit must be from 1 to " + MOST_CONTENTS + ", and not " + limit + ".");
        }
        try {
            return pins.findUnconfirmed(clock.instant().minus(duration(olderThan)), limit).stream()
                    .map(pin -> new Unconfirmed(
                            pin.contentId(),
                            pin.root().toString(),
                            pin.createdAt().toString()))
                    .toList();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static Set<Long> asked(@Nullable Contents request) {
        if (request == null || request.contents() == null) {
            throw badInput("The body must be {\"contents\":[1,2]}, a list of content ids.");
        }
        if (request.contents().size() > MOST_CONTENTS) {
            throw badInput("At most " + MOST_CONTENTS + " contents are taken at once; ask in several requests.");
        }
        Set<Long> asked = new LinkedHashSet<>();
        for (Long content : request.contents()) {
            if (content == null) {
                throw badInput("The list of content ids holds a null.");
            }
            asked.add(content);
        }
        return asked;
    }

    private static Outcome outcome(Set<Long> asked, Set<Long> found) {
        return new Outcome(
                asked.stream().filter(found::contains).toList(),
                asked.stream().filter(content -> !found.contains(content)).toList());
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw badInput("The query parameter older-than must be a duration such as PT1M.");
        }
    }

    private static ProblemException badInput(String detail) {
        return new ProblemException(400, "bad-input", "Bad request", detail);
    }

    private static ProblemException unavailable(SQLException cause) {
        return new ProblemException(
                new Problem(
                        503,
                        "database-unavailable",
                        "Database away",
                        "The pins cannot be asked or changed, because PostgreSQL does not answer. Try again."),
                cause);
    }
}
