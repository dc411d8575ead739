package io.whypfs.api.content;

import static io.vertx.core.http.HttpMethod.GET;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.auth.Access;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.ApiRequest;
import io.whypfs.api.http.Reply;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** A user's view of their own contents. */
@ApplicationScoped
public class ContentRoutes implements RouteGroup {

    private static final int DEFAULT_PAGE = 500;
    private static final int LARGEST_PAGE = 10_000;

    private final ContentRepository contents;
    private final SchedulerView scheduler;

    ContentRoutes(ContentRepository contents, SchedulerView scheduler) {
        this.contents = contents;
        this.scheduler = scheduler;
    }

    @Override
    public void register(Routes routes) {
        routes.blocking(GET, "/content/stats", Access.USER, this::stats);
        routes.blocking(GET, "/content/contents", Access.USER, this::newest);
        routes.blocking(GET, "/content/list", Access.USER, this::list);
        routes.blocking(GET, "/content/by-cid/:cid", Access.USER, this::byCid);
        routes.answering(GET, "/content/status/:id", Access.USER, request -> status(routes, request));
        routes.blocking(GET, "/content/:id", Access.USER, request -> Reply.ok(ContentJson.of(load(request))));
    }

    private record Link(
            @com.fasterxml.jackson.annotation.JsonProperty("/")
            String cid) {}

    private record Stats(
            long id,
            Link cid,
            String name,
            long size,
            Instant createdAt,
            long bwUsed,
            long totalRequests,
            boolean offloaded,
            int aggregatedFiles,
            String pinningStatus) {}

    private record ByCid(ContentJson content, List<Object> deals) {}

    private record Status(
            ContentJson content, List<Object> deals, int failuresCount, String state, String why, String next) {}

    private Reply stats(ApiRequest request) {
        return Reply.ok(page(request).stream()
                .map(row -> new Stats(
                        row.id, new Link(row.cid), row.name, row.dagBytes, row.createdAt, 0, 0, false, 0, "pinned"))
                .toList());
    }

    private Reply newest(ApiRequest request) {
        return Reply.ok(page(request).stream().map(ContentJson::withPinStatus).toList());
    }

    private Reply list(ApiRequest request) {
        return Reply.ok(contents.listOwn(request.caller().userId()).stream()
                .map(ContentJson::of)
                .toList());
    }

    private Reply byCid(ApiRequest request) {
        Cid cid;
        try {
            cid = Cid.parse(request.path("cid"));
        } catch (MultiformatException e) {
            throw ApiException.invalid("The CID in the path cannot be read: " + e.getMessage());
        }
        List<ContentEntity> rows =
                contents.listByRoot(request.caller().userId(), cid.multihash().toBytes());
        return Reply.ok(rows.stream()
                .map(row -> new ByCid(ContentJson.of(row), List.of()))
                .toList());
    }

    private Future<Reply> status(Routes routes, ApiRequest request) {
        return routes.onWorker(() -> load(request))
                .compose(row -> scheduler
                        .ask(row.id)
                        .map(answer -> Reply.ok(new Status(
                                ContentJson.withPinStatus(row),
                                List.of(),
                                0,
                                text(answer, "state"),
                                text(answer, "why"),
                                text(answer, "next")))));
    }

    private static String text(JsonNode answer, String member) {
        return answer.path(member).asText("");
    }

    private ContentEntity load(ApiRequest request) {
        long id = request.pathId("id");
        return contents.findOwn(request.caller().userId(), id)
                .orElseThrow(() ->
                        new ApiException(Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id + "."));
    }

    private List<ContentEntity> page(ApiRequest request) {
        int limit = request.number("limit", DEFAULT_PAGE);
        int offset = Math.max(0, request.number("offset", 0));
        return contents.listNewest(
                request.caller().userId(), offset, limit <= 0 ? DEFAULT_PAGE : Math.min(limit, LARGEST_PAGE));
    }
}
