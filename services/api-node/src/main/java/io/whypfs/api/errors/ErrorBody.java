package io.whypfs.api.errors;

/** The three shapes in which V1 says no. */
public sealed interface ErrorBody {

    /** {@code {"error":{"code","reason","details"}}}: nearly every route. */
    record Envelope(Detail error) implements ErrorBody {}

    record Detail(int code, String reason, String details) {}

    /** {@code {"error":"text"}}: a CAR without exactly one root. */
    record Plain(String error) implements ErrorBody {}

    /** {@code {"message":"text"}}: a duplicate that the client asked to be told about. */
    record Message(String message) implements ErrorBody {}
}
