package io.whypfs.api.deletion;

import static io.vertx.core.http.HttpMethod.DELETE;

import io.whypfs.api.auth.Access;
import io.whypfs.api.content.ContentWriteRepository;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.http.ApiRequest;
import io.whypfs.api.http.Reply;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import io.whypfs.events.ContentDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;

/** {@code DELETE /content/{id}}, which V1 does not have. */
@ApplicationScoped
public class DeletionRoutes implements RouteGroup {

    private final ContentWriteRepository contents;
    private final Clock clock;

    DeletionRoutes(ContentWriteRepository contents, Clock clock) {
        this.contents = contents;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        routes.blocking(DELETE, "/content/:id", Access.USER, this::delete);
    }

    private record Deleted(long id, String cid, String state, String why, String next) {}

    private Reply delete(ApiRequest request) throws SQLException {
        long id = request.pathId("id");
        ContentDeleted deleted = contents.delete(request.caller().userId(), id, clock.instant())
                .orElseThrow(() ->
                        new ApiException(Reason.CONTENT_NOT_FOUND, "You have no content with the id " + id + "."));
        return new Reply(
                202,
                new Deleted(
                        id,
                        deleted.cid(),
                        "deleted",
                        "You asked for it; the content is gone from your lists now.",
                        "Its pins are released on every core within a minute. Blocks that no other content holds are "
                                + "removed by the next garbage collection; until then the gateway may still serve them."));
    }
}
