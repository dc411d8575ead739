package io.whypfs.api.auth;

import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import org.jspecify.annotations.Nullable;

/** Lets a request in, or says which of V1's reasons keeps it out. */
public final class Authenticator {

    private final Introspection introspection;

    public Authenticator(Introspection introspection) {
        this.introspection = introspection;
    }

    /** The caller of a request with this {@code Authorization} header, who may do what {@code access} asks. */
    public Future<Caller> admit(@Nullable String header, Access access) {
        String token;
        try {
            token = BearerToken.parse(header);
        } catch (ApiException refusal) {
            return Future.failedFuture(refusal);
        }
        return introspection
                .caller(token)
                .compose(caller -> caller.may(access)
                        ? Future.succeededFuture(caller)
                        : Future.failedFuture(new ApiException(Reason.NOT_AUTHORIZED, why(caller, access))));
    }

    private static String why(Caller caller, Access access) {
        if (caller.uploadOnly()) {
            return "This key may only upload: use a key that was created with perms=all.";
        }
        return access == Access.ADMIN
                ? "This route is for administrators, and " + caller.username() + " is none."
                : "The user " + caller.username() + " may only upload.";
    }
}
