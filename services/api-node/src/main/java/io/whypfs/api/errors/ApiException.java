package io.whypfs.api.errors;

/** A refusal that the client reads: status and body are final, the text names the thing and what to do. */
public final class ApiException extends RuntimeException {

    private final int status;
    private final ErrorBody body;

    private ApiException(int status, ErrorBody body, String message) {
        // A refusal is an answer, not a fault: no stack is kept.
        super(message, null, false, false);
        this.status = status;
        this.body = body;
    }

    public ApiException(Reason reason, String details) {
        this(
                reason.status(),
                new ErrorBody.Envelope(new ErrorBody.Detail(reason.status(), reason.text(), details)),
                details);
    }

    public static ApiException invalid(String details) {
        return new ApiException(Reason.INVALID_INPUT, details);
    }

    public static ApiException unavailable(String details) {
        return new ApiException(Reason.UNAVAILABLE, details);
    }

    public static ApiException plain(int status, String text) {
        return new ApiException(status, new ErrorBody.Plain(text), text);
    }

    public static ApiException duplicate(String text) {
        return new ApiException(409, new ErrorBody.Message(text), text);
    }

    public int status() {
        return status;
    }

    public ErrorBody body() {
        return body;
    }
}
