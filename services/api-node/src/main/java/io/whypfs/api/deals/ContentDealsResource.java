package io.whypfs.api.deals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.content.ContentEntity;
import io.whypfs.api.content.ContentJson;
import io.whypfs.api.content.ContentRepository;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.facts.DealPastRepository;
import io.whypfs.api.http.PageQuery;
import io.whypfs.api.http.PathCid;
import io.whypfs.api.http.PathId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A user's contents with their deals; another user's content is answered like one that does not exist. */
@Path("/content")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "content")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ContentDealsResource {

    private static final int DEFAULT_PAGE = 20;

    private final ContentRepository contents;
    private final DealPastRepository deals;
    private final DealViews views;
    private final SchedulerView scheduler;
    private final CurrentCaller caller;

    ContentDealsResource(
            ContentRepository contents,
            DealPastRepository deals,
            DealViews views,
            SchedulerView scheduler,
            CurrentCaller caller) {
        this.contents = contents;
        this.deals = deals;
        this.views = views;
        this.scheduler = scheduler;
        this.caller = caller;
    }

    /** V1's status, and where the content waits. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ContentStatus")
    public record Status(
            ContentJson content,
            List<DealStatus> deals,
            int failuresCount,

            @Schema(description = "As the scheduler tells it", examples = "assigned")
            String state,

            String why,
            String next,
            @Nullable UUID bucket) {}

    /** A content that was looked for by its CID. */
    public record ByCid(ContentJson content, List<ContentDeal> deals) {}

    /** V1's content with deals; nothing is aggregated into a content here. */
    @Schema(name = "ContentWithDeals")
    public record WithDeals(@JsonUnwrapped ContentJson content, int aggregatedFiles) {}

    @GET
    @Path("status/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "contentStatus",
            summary = "Show where a content stands, and its deals",
            description =
                    "V1's keys, and state, why and next as the scheduler tells them; a silent neighbour is no error. "
                            + "The whole way is at /content/{id}/timeline.")
    @APIResponse(responseCode = "200", description = "Where it stands")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public Status status(
            @PathParam("id")
                    @Parameter(
                            description = "Content id (estuaryId)",
                            example = "42",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        ContentEntity row = load(id);
        List<DealPast> ofBucket = dealsOf(row);
        // The question has a limit of its own and always succeeds; a virtual thread may wait for it.
        JsonNode said = scheduler
                .ask(row.id())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new Status(
                ContentJson.withPinStatus(row),
                views.statuses(ofBucket, new DealViews.Reader(row.id(), row.userId())),
                (int) ofBucket.stream().filter(DealPast::isFailure).count(),
                said.path("state").asText(""),
                said.path("why").asText(""),
                said.path("next").asText(""),
                row.bucket());
    }

    @GET
    @Path("failures/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "contentFailures", summary = "List the deals of a content that came to nothing, and why")
    @APIResponse(responseCode = "200", description = "The failures, oldest first")
    @APIResponse(responseCode = "404", ref = "ContentNotFound")
    public List<DealFailure> failures(
            @PathParam("id")
                    @Parameter(
                            description = "Content id (estuaryId)",
                            example = "42",
                            schema = @Schema(implementation = long.class))
                    PathId id)
            throws SQLException {
        ContentEntity row = load(id);
        return dealsOf(row).stream()
                .filter(DealPast::isFailure)
                .map(deal -> DealFailure.of(deal, row.id(), row.userId()))
                .toList();
    }

    @GET
    @Path("deals")
    @RunOnVirtualThread
    @Operation(operationId = "contentsWithDeals", summary = "List contents that have deals, newest first")
    @APIResponse(responseCode = "200", description = "A page of contents")
    public List<WithDeals> withDeals(@BeanParam PageQuery page) {
        return contents.listWithDeals(caller.get().userId(), page.from(), page.length(DEFAULT_PAGE)).stream()
                .map(row -> new WithDeals(ContentJson.withPinStatus(row), 0))
                .toList();
    }

    @GET
    @Path("by-cid/{cid}")
    @RunOnVirtualThread
    @Operation(
            operationId = "contentsByCid",
            summary = "Find your contents by their CID",
            description =
                    "Any spelling of the CID (version, base) finds them. Deals are those on the chain that did not fail.")
    @APIResponse(responseCode = "200", description = "The contents with this root, oldest first")
    public List<ByCid> byCid(
            @PathParam("cid")
                    @Parameter(
                            description = "Any spelling of a CID",
                            example = "bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
                            schema = @Schema(implementation = String.class))
                    PathCid cid)
            throws SQLException {
        List<ByCid> found = new ArrayList<>();
        for (ContentEntity row : contents.listByRoot(
                caller.get().userId(), cid.value().multihash().toBytes())) {
            found.add(new ByCid(
                    ContentJson.of(row),
                    dealsOf(row).stream()
                            .filter(deal -> deal.chainDealId() != null && !deal.over())
                            .map(deal -> ContentDeal.of(deal, row.id(), row.userId()))
                            .toList()));
        }
        return found;
    }

    private ContentEntity load(PathId id) {
        return contents.findOwn(caller.get().userId(), id.value())
                .orElseThrow(() -> new ApiException(
                        Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id.value() + "."));
    }

    private List<DealPast> dealsOf(ContentEntity row) throws SQLException {
        UUID bucket = row.bucket();
        return bucket == null ? List.of() : deals.listOfBuckets(List.of(bucket));
    }
}
