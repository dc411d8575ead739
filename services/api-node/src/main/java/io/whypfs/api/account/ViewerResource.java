package io.whypfs.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.NonBlocking;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import io.whypfs.api.config.PublicConfig;
import io.whypfs.api.config.UploadConfig;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /viewer}: who calls, and what clients need to know of this system. */
@Path("/viewer")
@Singleton
@RequiresAccess(Access.UPLOAD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account")
@SecurityRequirement(name = "key", scopes = "upload")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ViewerResource {

    /** V1's constants; deals are made by them later, and clients show them now. */
    private static final int DEAL_DURATION_EPOCHS = 1_494_720;

    private static final long STAGING_THRESHOLD_BYTES = 1_100_000_000L;

    private final PublicConfig front;
    private final UploadConfig upload;
    private final CurrentCaller current;

    ViewerResource(PublicConfig front, UploadConfig upload, CurrentCaller current) {
        this.front = front;
        this.upload = upload;
        this.current = current;
    }

    /** V1's viewer. */
    public record Viewer(
            String username,

            @Schema(description = "1 upload, 2 user, 10 and above administrator", examples = "2")
            int perms,

            long id,
            String address,

            @JsonProperty("auth_expiry") Instant authExpiry,

            Settings settings) {}

    /** V1's settings of a viewer. */
    public record Settings(
            int replication,
            boolean verified,
            int dealDuration,
            long fileStagingThreshold,
            boolean contentAddingDisabled,
            boolean dealMakingDisabled,
            List<String> uploadEndpoints,
            int flags) {}

    @GET
    @NonBlocking
    @Operation(operationId = "viewer", summary = "Show who the key belongs to, and the settings clients need")
    @APIResponse(responseCode = "200", description = "The viewer")
    public Viewer viewer() {
        Caller caller = current.get();
        Settings settings = new Settings(
                upload.defaultReplication(),
                true,
                DEAL_DURATION_EPOCHS,
                STAGING_THRESHOLD_BYTES,
                upload.disabled() || caller.storageDisabled(),
                false,
                List.of(front.prefix() + "/content/add"),
                caller.flags());
        return new Viewer(caller.username(), caller.perms(), caller.userId(), "<empty>", caller.expiry(), settings);
    }
}
