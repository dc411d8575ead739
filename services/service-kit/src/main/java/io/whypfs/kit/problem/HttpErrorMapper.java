package io.whypfs.kit.problem;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/** Gives the errors of JAX-RS itself (no such route, wrong method, body that does not parse) the form of a problem. */
@Provider
@IfBuildProperty(name = "whypfs.internal.problems", stringValue = "true")
public final class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response.StatusType status = exception.getResponse().getStatusInfo();
        if (status.getStatusCode() < 400) {
            return exception.getResponse();
        }
        String slug = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        String message = exception.getMessage();
        return ProblemResponses.of(new Problem(
                status.getStatusCode(),
                slug,
                status.getReasonPhrase(),
                message == null ? status.getReasonPhrase() : message));
    }
}
