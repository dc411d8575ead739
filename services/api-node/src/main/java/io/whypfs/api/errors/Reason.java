package io.whypfs.api.errors;

/** The reasons of Estuary's envelope that this service gives, each with its status. */
public enum Reason {
    AUTH_MISSING(401, "ERR_AUTH_MISSING"),
    AUTH_MISSING_BEARER(401, "ERR_AUTH_MISSING_BEARER"),
    INVALID_AUTH(401, "ERR_INVALID_AUTH"),
    INVALID_TOKEN(401, "ERR_INVALID_TOKEN"),
    TOKEN_EXPIRED(401, "ERR_TOKEN_EXPIRED"),
    NOT_AUTHORIZED(403, "ERR_NOT_AUTHORIZED"),
    USER_NOT_FOUND(403, "ERR_USER_NOT_FOUND"),
    INVALID_PASSWORD(403, "ERR_INVALID_PASSWORD"),
    INVALID_INVITE(404, "ERR_INVALID_INVITE"),
    INVITE_ALREADY_USED(400, "ERR_INVITE_ALREADY_USED"),
    USERNAME_TAKEN(400, "ERR_USERNAME_TAKEN"),
    INVALID_INPUT(400, "ERR_INVALID_INPUT"),
    CONTENT_ADDING_DISABLED(400, "ERR_CONTENT_ADDING_DISABLED"),
    CONTENT_SIZE_OVER_LIMIT(400, "ERR_CONTENT_SIZE_OVER_LIMIT"),
    UNSUPPORTED_CONTENT_TYPE(415, "ERR_UNSUPPORTED_CONTENT_TYPE"),
    CONTENT_NOT_FOUND(404, "ERR_CONTENT_NOT_FOUND"),
    BUCKET_NOT_FOUND(404, "ERR_BUCKET_NOT_FOUND"),
    RECORD_NOT_FOUND(404, "ERR_RECORD_NOT_FOUND"),
    CONFLICT(409, "ERR_CONFLICT"),
    NOT_FOUND(404, "Not Found"),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    INTERNAL(500, "Internal Server Error"),
    BAD_GATEWAY(502, "Bad Gateway"),
    UNAVAILABLE(503, "Service Unavailable"),
    NO_SPACE(507, "Insufficient Storage");

    private final int status;
    private final String text;

    Reason(int status, String text) {
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    /** The word on the wire. */
    public String text() {
        return text;
    }
}
