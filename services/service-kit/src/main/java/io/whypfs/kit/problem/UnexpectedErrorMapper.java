package io.whypfs.kit.problem;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Logs what nobody expected and answers 500 without a word about the inside, but with the number of the log entry. */
@Provider
@IfBuildProperty(name = "whypfs.internal.problems", stringValue = "true")
public final class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class);

    private final UriInfo uri;

    public UnexpectedErrorMapper(@Context UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Response toResponse(Throwable exception) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(exception, "requestUrl=%s incident=%s error=unexpected", uri.getPath(), incident);
        return ProblemResponses.of(new Problem(
                        500,
                        "unexpected",
                        "Unexpected error",
                        "The request failed for a reason that is in this service's log under " + incident + ".")
                .with("incident", incident));
    }
}
