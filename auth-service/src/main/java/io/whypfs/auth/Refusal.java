package io.whypfs.auth;

import io.whypfs.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Makes the answers with which this service says no. */
public final class Refusal {

    private Refusal() {}

    public static ProblemException of(int status, String slug, String title, String detail) {
        return new ProblemException(status, slug, title, detail);
    }

    public static ProblemException badInput(String detail) {
        return of(400, "bad-input", "Bad input", detail);
    }

    /** The request's JSON body, which the framework leaves null when there is none. */
    public static <T> T requireBody(@Nullable T body) {
        if (body == null) {
            throw badInput("The request has no JSON object as its body.");
        }
        return body;
    }
}
