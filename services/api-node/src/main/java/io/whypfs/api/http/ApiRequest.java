package io.whypfs.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.auth.Caller;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.json.EstuaryJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that passed the key check. */
public final class ApiRequest {

    private final RoutingContext context;
    private final @Nullable Caller caller;
    private final Buffer body;

    ApiRequest(RoutingContext context, @Nullable Caller caller, Buffer body) {
        this.context = context;
        this.caller = caller;
        this.body = body;
    }

    /** The exchange itself, for routes that stream. */
    public RoutingContext exchange() {
        return context;
    }

    /** @throws IllegalStateException on an open route */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("An open route has no caller.");
        }
        return caller;
    }

    /** A path parameter, decoded. */
    public String path(String name) {
        String value = context.pathParam(name);
        if (value == null) {
            throw new IllegalStateException("The route has no parameter " + name + ".");
        }
        return value;
    }

    /** An id in the path. @throws ApiException 400 when it is no number of ours */
    public long pathId(String name) {
        String text = path(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("The id in the path is not a whole number.");
        }
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name));
    }

    /** V1 turns a flag on by the word true alone. */
    public boolean flag(String name) {
        return query(name).filter("true"::equals).isPresent();
    }

    /** A whole number in the query. @throws ApiException 400 when it is none */
    public int number(String name, int otherwise) {
        Optional<String> text = query(name).filter(value -> !value.isEmpty());
        try {
            return text.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("The query parameter " + name + " is not a whole number.");
        }
    }

    /** The JSON body, whatever the content type says. @throws ApiException 400 when it is none */
    public <T> T json(Class<T> type) {
        return EstuaryJson.decode(body.getBytes(), type);
    }
}
