package io.whypfs.auth.tokens;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.auth.Refusal;
import io.whypfs.auth.users.UserRepository;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door to one user's keys. The caller has made sure that it speaks for that user. */
@Path("/internal/v1/users/{id}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApiKeysResource {

    private final TokenRepository tokens;
    private final TokenIssuer issuer;
    private final UserRepository users;

    ApiKeysResource(TokenRepository tokens, TokenIssuer issuer, UserRepository users) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.users = users;
    }

    @GET
    @Transactional
    public List<ApiKeyView> list(@PathParam("id") long userId) {
        return tokens.listOf(userId).stream().map(ApiKeyView::hidden).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public ApiKeyView create(@PathParam("id") long userId, @Nullable ApiKeyRequest given) {
        TokenTerms terms = Refusal.requireBody(given).terms();
        if (!users.exists(userId)) {
            throw Refusal.of(404, "user-unknown", "User unknown", "There is no user with the id " + userId + ".");
        }
        return ApiKeyView.shownOnce(issuer.issue(userId, terms));
    }

    @DELETE
    @Path("/{keyOrHash}")
    @Transactional
    public void revoke(@PathParam("id") long userId, @PathParam("keyOrHash") String keyOrHash) {
        tokens.deleteOwned(
                userId, List.of(keyOrHash, TokenHash.ofToken(keyOrHash).text()));
    }
}
