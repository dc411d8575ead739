package io.whypfs.api.http;

import io.vertx.ext.web.RoutingContext;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.json.EstuaryJson;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads and writes the bodies of all resources as V1's JSON. */
@Provider
@Priority(1)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class JsonBodies implements MessageBodyReader<Object>, ServerMessageBodyWriter<Object> {

    private static final int LIMIT_BYTES = 1 << 20;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return true;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(LIMIT_BYTES + 1);
        if (bytes.length > LIMIT_BYTES) {
            throw ApiException.invalid("The request body is larger than 1 MiB, which no JSON route takes.");
        }
        return EstuaryJson.decode(bytes, type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return true;
    }

    @Override
    public void writeResponse(Object body, Type generic, ServerRequestContext context) {
        context.serverResponse().end(EstuaryJson.encode(body, isPretty()));
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return true;
    }

    @Override
    public void writeTo(
            Object body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(EstuaryJson.encode(body, isPretty()));
    }

    private static boolean isPretty() {
        return Exchanges.isPretty(CurrentRequestManager.get().serverRequest().unwrap(RoutingContext.class));
    }
}
