package io.whypfs.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The internal door as another service uses it. */
public final class Door {

    private Door() {}

    public static RequestSpecification request() {
        return given().header("Whypfs-Internal", AuthDatabase.INTERNAL_TOKEN).urlEncodingEnabled(true);
    }

    public static Response post(String path, Map<String, ?> body) {
        return request().contentType(ContentType.JSON).body(body).post("/internal/v1" + path);
    }

    public static Response get(String path) {
        return request().get("/internal/v1" + path);
    }

    public static Response introspect(String token) {
        return post("/introspect", Map.of("token", token));
    }

    public static Response register(String username, String passwordHash, String inviteCode) {
        return post("/register", Map.of("username", username, "passwordHash", passwordHash, "inviteCode", inviteCode));
    }

    public static Response login(String username, String passwordHash) {
        return post("/login", Map.of("username", username, "passwordHash", passwordHash));
    }

    public static Response createKey(long user, String label, String perms, Long expirySeconds) {
        Map<String, Object> body = new HashMap<>();
        body.put("label", label);
        body.put("perms", perms);
        body.put("expirySeconds", expirySeconds);
        return post("/users/" + user + "/api-keys", body);
    }

    public static Response revoke(long user, String keyOrHash) {
        return request().delete("/internal/v1/users/{id}/api-keys/{key}", user, keyOrHash);
    }

    /** An open invite with a fresh code, made by the administrator. */
    public static String freshInvite() {
        String code = "invite-" + UUID.randomUUID();
        post("/invites", Map.of("code", code, "createdBy", adminId())).then().statusCode(200);
        return code;
    }

    /** A newly registered user with a name that nobody had before. */
    public static Account freshAccount() {
        String name = "user" + UUID.randomUUID().toString().substring(0, 8);
        Response made = register(name, "secret of " + name, freshInvite());
        made.then().statusCode(200);
        return new Account(made.jsonPath().getLong("userId"), name, "secret of " + name, made.path("token"));
    }

    public static long adminId() {
        return introspect(AuthDatabase.ADMIN_KEY).jsonPath().getLong("userId");
    }

    /** A user as the tests know it. */
    public record Account(long id, String name, String passwordHash, String token) {}
}
