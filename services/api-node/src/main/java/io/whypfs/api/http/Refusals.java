package io.whypfs.api.http;

import io.whypfs.api.auth.GuardedGroups;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.ErrorBody;
import io.whypfs.api.errors.Reason;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever keeps a request from its answer, in Estuary's envelope; a fault of ours shows only a number of the log. */
@Singleton
public class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    @ServerExceptionMapper
    public Response refused(ApiException refusal) {
        Response.ResponseBuilder answer = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(refusal.body());
        if (refusal.status() == Reason.UNAVAILABLE.status()) {
            answer.header("Retry-After", "1");
        }
        return answer.build();
    }

    /** No such route; or a parameter of one that cannot be read, whose refusal comes along as the cause. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException failure) {
        return refused(
                failure.getCause() instanceof ApiException refusal
                        ? refusal
                        : new ApiException(Reason.NOT_FOUND, "Not Found"));
    }

    /** V1's guarded groups answer a wrong method like an unknown path. */
    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException failure, UriInfo uri) {
        return refused(
                GuardedGroups.contain(uri.getPath())
                        ? new ApiException(Reason.NOT_FOUND, "Not Found")
                        : new ApiException(Reason.METHOD_NOT_ALLOWED, "Method Not Allowed"));
    }

    @ServerExceptionMapper
    public Response refusedByJaxRs(WebApplicationException failure) {
        Response own = failure.getResponse();
        if (own.getStatus() < 400 || own.hasEntity()) {
            return own;
        }
        String text = own.getStatusInfo().getReasonPhrase();
        return envelope(own.getStatus(), text, text);
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure, UriInfo uri) {
        if (DatabaseAway.or(failure) instanceof ApiException refusal) {
            return refused(refusal);
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("A request failed: reference={} path={}", reference, uri.getPath(), failure);
        return envelope(500, Reason.INTERNAL.text(), internal(reference));
    }

    /** What a client reads of a fault of ours. */
    static String internal(String reference) {
        return "Something went wrong here; the log has it under " + reference + ".";
    }

    private static Response envelope(int status, String reason, String details) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorBody.Envelope(new ErrorBody.Detail(status, reason, details)))
                .build();
    }
}
