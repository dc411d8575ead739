package io.whypfs.api.account;

import static io.vertx.core.http.HttpMethod.GET;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Future;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.config.PublicConfig;
import io.whypfs.api.config.UploadConfig;
import io.whypfs.api.http.ApiRequest;
import io.whypfs.api.http.Reply;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** {@code GET /viewer}: who calls, and what clients need to know of this system. */
@ApplicationScoped
public class ViewerRoutes implements RouteGroup {

    /** V1's constants; deals are made by them later, and clients show them now. */
    private static final int DEAL_DURATION_EPOCHS = 1_494_720;

    private static final long STAGING_THRESHOLD_BYTES = 1_100_000_000L;

    private final PublicConfig front;
    private final UploadConfig upload;

    ViewerRoutes(PublicConfig front, UploadConfig upload) {
        this.front = front;
        this.upload = upload;
    }

    @Override
    public void register(Routes routes) {
        routes.answering(GET, "/viewer", Access.UPLOAD, this::viewer);
    }

    private record Viewer(
            String username,
            int perms,
            long id,
            String address,
            @JsonProperty("auth_expiry") Instant authExpiry,
            Settings settings) {}

    private record Settings(
            int replication,
            boolean verified,
            int dealDuration,
            long fileStagingThreshold,
            boolean contentAddingDisabled,
            boolean dealMakingDisabled,
            List<String> uploadEndpoints,
            int flags) {}

    private Future<Reply> viewer(ApiRequest request) {
        Caller caller = request.caller();
        Settings settings = new Settings(
                upload.defaultReplication(),
                true,
                DEAL_DURATION_EPOCHS,
                STAGING_THRESHOLD_BYTES,
                upload.disabled() || caller.storageDisabled(),
                false,
                List.of(front.prefix() + "/content/add"),
                caller.flags());
        return Future.succeededFuture(Reply.ok(
                new Viewer(caller.username(), caller.perms(), caller.userId(), "<empty>", caller.expiry(), settings)));
    }
}
