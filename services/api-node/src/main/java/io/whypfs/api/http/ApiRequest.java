package io.whypfs.api.http;

import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.auth.Caller;
import java.util.Optional;

/** An upload that passed the key check. */
public final class ApiRequest {

    private final RoutingContext context;
    private final Caller caller;

    ApiRequest(RoutingContext context, Caller caller) {
        this.context = context;
        this.caller = caller;
    }

    /** The exchange itself; its request comes paused. */
    public RoutingContext exchange() {
        return context;
    }

    public Caller caller() {
        return caller;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name));
    }

    /** V1 turns a flag on by the word true alone. */
    public boolean flag(String name) {
        return query(name).filter("true"::equals).isPresent();
    }
}
