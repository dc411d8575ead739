package io.whypfs.api.account;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.auth.Access;
import io.whypfs.api.http.ApiRequest;
import io.whypfs.api.http.Reply;
import io.whypfs.api.http.RouteGroup;
import io.whypfs.api.http.Routes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registration, login, API keys and invites. */
@Singleton
final class AccountRoutes implements RouteGroup {

    private final AuthService auth;

    AccountRoutes(AuthService auth) {
        this.auth = auth;
    }

    @Override
    public void register(Routes routes) {
        routes.answering(POST, "/register", Access.OPEN, this::signUp);
        routes.answering(POST, "/login", Access.OPEN, this::logIn);
        routes.answering(GET, "/user/api-keys", Access.USER, this::listKeys);
        routes.answering(POST, "/user/api-keys", Access.USER, this::createKey);
        routes.answering(DELETE, "/user/api-keys/:keyOrHash", Access.USER, this::deleteKey);
        routes.answering(POST, "/admin/invite/:code", Access.ADMIN, this::createInvite);
        routes.answering(GET, "/admin/invites", Access.ADMIN, this::listInvites);
    }

    private record Account(
            @Nullable String username,
            @Nullable String passwordHash,
            @Nullable String inviteCode) {}

    private record Session(String token, Instant expiry) {}

    private record Key(String token, String tokenHash, String label, Instant expiry, boolean isSession) {}

    private record Invite(String code, String createdBy, String claimedBy, String createdAt) {}

    private Future<Reply> signUp(ApiRequest request) {
        Account account = request.json(Account.class);
        Map<String, String> fields = credentials(account);
        fields.put("inviteCode", Objects.requireNonNullElse(account.inviteCode, ""));
        return auth.register(fields).map(AccountRoutes::session);
    }

    private Future<Reply> logIn(ApiRequest request) {
        return auth.login(credentials(request.json(Account.class))).map(AccountRoutes::session);
    }

    private Future<Reply> listKeys(ApiRequest request) {
        return auth.keys(request.caller().userId()).map(keys -> {
            List<Key> list = new ArrayList<>();
            keys.forEach(key -> list.add(key(key)));
            return Reply.ok(list);
        });
    }

    private Future<Reply> createKey(ApiRequest request) {
        Map<String, Object> wish = KeyWish.parse(request).toQuestion();
        return auth.createKey(request.caller().userId(), wish).map(key -> Reply.ok(key(key)));
    }

    private Future<Reply> deleteKey(ApiRequest request) {
        return auth.deleteKey(request.caller().userId(), request.path("keyOrHash"))
                .map(gone -> Reply.empty(200));
    }

    private Future<Reply> createInvite(ApiRequest request) {
        String code = request.path("code");
        return auth.createInvite(code, request.caller().userId()).map(made -> Reply.ok(Map.of("code", code)));
    }

    private Future<Reply> listInvites(ApiRequest request) {
        return auth.invites().map(invites -> {
            List<Invite> list = new ArrayList<>();
            invites.forEach(invite -> list.add(new Invite(
                    invite.path("code").asText(),
                    invite.path("createdBy").asText(""),
                    invite.path("claimedBy").isNull()
                            ? ""
                            : invite.path("claimedBy").asText(""),
                    invite.path("createdAt").asText(""))));
            return Reply.ok(list);
        });
    }

    private static Map<String, String> credentials(Account account) {
        Map<String, String> fields = new HashMap<>();
        fields.put("username", Objects.requireNonNullElse(account.username, ""));
        fields.put("passwordHash", Objects.requireNonNullElse(account.passwordHash, ""));
        return fields;
    }

    private static Reply session(JsonNode answer) {
        return Reply.ok(new Session(answer.path("token").asText(), expiry(answer)));
    }

    private static Key key(JsonNode key) {
        return new Key(
                key.path("token").asText(""),
                key.path("tokenHash").asText(),
                key.path("label").asText(""),
                expiry(key),
                key.path("isSession").asBoolean());
    }

    private static Instant expiry(JsonNode answer) {
        return Instant.parse(answer.path("expiry").asText());
    }
}
