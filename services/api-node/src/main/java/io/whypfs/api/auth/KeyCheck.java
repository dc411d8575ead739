package io.whypfs.api.auth;

import io.smallrye.mutiny.Uni;
import io.whypfs.api.inside.Loops;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of every resource: the key is checked before the path (in V1's guarded groups), the method's access, and
 * the body, of which nothing was read yet.
 */
@Singleton
public class KeyCheck {

    private final Provider<Authenticator> authenticator;
    private final CurrentCaller current;

    /** Filters are made before there is a Vert.x, so what needs one is asked for when a request comes. */
    KeyCheck(Provider<Authenticator> authenticator, CurrentCaller current) {
        this.authenticator = authenticator;
        this.current = current;
    }

    /** A guarded group asks for a key even where it has no such route. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Uni<Response> guardGroups(ContainerRequestContext request) {
        return GuardedGroups.contain(request.getUriInfo().getPath()) ? admit(request, Access.UPLOAD) : null;
    }

    /** The route's own access. V1 has no HEAD beside its GETs. */
    @ServerRequestFilter
    public @Nullable Uni<Response> checkAccess(ContainerRequestContext request, ResourceInfo resource) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            throw new NotAllowedException(
                    Response.status(Response.Status.METHOD_NOT_ALLOWED).build());
        }
        Access access = accessOf(resource.getResourceMethod(), resource.getResourceClass());
        return access == Access.OPEN ? null : admit(request, access);
    }

    /** What a method asks for. @throws IllegalStateException for a route that does not say it, so that none is open by mistake */
    static Access accessOf(Method method, Class<?> resource) {
        RequiresAccess own = method.getAnnotation(RequiresAccess.class);
        RequiresAccess access = own == null ? resource.getAnnotation(RequiresAccess.class) : own;
        if (access == null) {
            throw new IllegalStateException("The route " + method + " has no @RequiresAccess.");
        }
        return access.value();
    }

    private Uni<Response> admit(ContainerRequestContext request, Access access) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return Uni.createFrom()
                .completionStage(() ->
                        Loops.back(authenticator.get().admit(header, access)).toCompletionStage())
                .invoke(current::set)
                .replaceWith(() -> (Response) null);
    }
}
