package io.whypfs.api.content;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.api.auth.Access;
import io.whypfs.api.auth.CurrentCaller;
import io.whypfs.api.auth.RequiresAccess;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** V1's unpaged list. */
@Path("/content/list")
@Singleton
@RequiresAccess(Access.USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "content")
@SecurityRequirement(name = "key", scopes = "user")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ContentListResource {

    private final ContentRepository contents;
    private final CurrentCaller caller;

    ContentListResource(ContentRepository contents, CurrentCaller caller) {
        this.contents = contents;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listAllContents", summary = "List all contents, unpaged")
    @APIResponse(responseCode = "200", description = "All contents, oldest first")
    public List<ContentJson> list() {
        return contents.listOwn(caller.get().userId()).stream()
                .map(ContentJson::of)
                .toList();
    }
}
