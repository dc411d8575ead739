package io.whypfs.scheduler.contents;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.scheduler.buckets.BucketConfig;
import io.whypfs.scheduler.buckets.BucketDesk;
import io.whypfs.scheduler.buckets.BucketView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions of other services about contents. */
@Path("/internal/v1/contents")
@Produces(MediaType.APPLICATION_JSON)
public class ContentResource {

    private static final int MAX_ASKED = 1000;

    private final ContentRepository contents;
    private final BucketDesk desk;
    private final BucketConfig config;

    ContentResource(ContentRepository contents, BucketDesk desk, BucketConfig config) {
        this.contents = contents;
        this.desk = desk;
        this.config = config;
    }

    /** Ids to ask for. */
    public record Asked(@JsonProperty("contents") @Nullable List<@Nullable Long> contents) {}

    /** The ids that have been taken up, in the order they were asked for. */
    public record Known(@JsonProperty("known") List<Long> known) {}

    /** Which of these contents have been taken up, deleted ones too. */
    @POST
    @Path("/known")
    @Consumes(MediaType.APPLICATION_JSON)
    public Known known(@Nullable Asked asked) {
        List<@Nullable Long> ids = asked == null ? null : asked.contents();
        if (ids == null || ids.size() > MAX_ASKED || ids.stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(
                    400,
                    "bad-input",
                    "Request body not usable",
                    "The body must be {\"contents\":[..]} with at most " + MAX_ASKED + " content ids.");
        }
        if (ids.isEmpty()) {
            return new Known(List.of());
        }
        List<Long> unique = ids.stream().filter(Objects::nonNull).distinct().toList();
        Set<Long> found = contents.known(unique);
        return new Known(unique.stream().filter(found::contains).toList());
    }

    /** Where a content stands and why. */
    @GET
    @Path("/{id: \\d{1,18}}")
    public ContentStanding standing(long id) throws SQLException {
        SchedulerContent row = contents.findById(id);
        if (row == null) {
            throw new ProblemException(
                    404,
                    "unknown-content",
                    "Content not known here",
                    "No fact about content " + id + " has reached the scheduler; it is told again within minutes.");
        }
        BucketView bucket = row.bucketUuid != null
                ? desk.find(row.bucketUuid).orElse(null)
                : row.bucketWished != null && row.state == ContentState.unassigned
                        ? desk.findNewestOfLine(row.bucketWished).orElse(null)
                        : null;
        return ContentStanding.of(row, bucket, config.creator().interval());
    }
}
