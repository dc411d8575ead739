package io.whypfs.devnet.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.fault.Pause;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.http.Route;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON-RPC 2.0 requests and answers them. No batches.
 *
 * <p>An error goes out with the HTTP status that was chosen at start (Lotus used 500, Forest 200), because clients must
 * read the body whatever it is.
 */
public final class RpcDoor implements Route {

    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long SLOW_MILLIS = 5_000;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Map<String, RpcMethod> methods;
    private final int errorStatus;
    private final Faults faults;

    public RpcDoor(Map<String, RpcMethod> methods, int errorStatus, Faults faults) {
        this.methods = methods;
        this.errorStatus = errorStatus;
        this.faults = faults;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.text(METHOD_NOT_ALLOWED, "only POST");
        }
        if (faults.take(Faults.CHAIN, FaultKind.NODE_DOWN).isPresent()) {
            return Answer.reset();
        }
        if (faults.take(Faults.CHAIN, FaultKind.NODE_BUSY).isPresent()) {
            return Answer.text(TOO_MANY_REQUESTS, "rate limit exceeded");
        }
        faults.take(Faults.CHAIN, FaultKind.NODE_SLOW)
                .ifPresent(fault -> Pause.of(fault.value() > 0 ? fault.value() : SLOW_MILLIS));
        JsonNode id = null;
        try {
            JsonNode envelope = envelope(request.body());
            id = envelope.path("id");
            return Answer.json(OK, envelope(id, "result", call(envelope)));
        } catch (RpcError e) {
            return Answer.json(errorStatus, envelope(id, "error", error(e)));
        }
    }

    private static Map<String, @Nullable Object> envelope(
            @Nullable JsonNode id, String name, @Nullable Object content) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("jsonrpc", "2.0");
        envelope.put("id", id instanceof MissingNode ? null : id);
        envelope.put(name, content);
        return envelope;
    }

    private static Map<String, Object> error(RpcError error) {
        return Map.of("code", error.code(), "message", String.valueOf(error.getMessage()));
    }

    private JsonNode envelope(byte[] body) throws RpcError {
        JsonNode envelope;
        try {
            envelope = json.readTree(body);
        } catch (IOException e) {
            throw new RpcError(RpcError.PARSE, "unmarshaling request: " + e.getMessage());
        }
        if (!envelope.isObject() || !envelope.path("jsonrpc").asText().equals("2.0")) {
            throw new RpcError(RpcError.NOT_A_REQUEST, "a JSON-RPC 2.0 request is one object");
        }
        if (!envelope.path("id").isNumber() && !envelope.path("id").isTextual()) {
            throw new RpcError(RpcError.NOT_A_REQUEST, "a request has an id, a number or a text");
        }
        return envelope;
    }

    private @Nullable Object call(JsonNode envelope) throws RpcError {
        String name = envelope.path("method").asText();
        RpcMethod method = methods.get(name);
        if (method == null) {
            throw new RpcError(RpcError.NO_SUCH_METHOD, "method '" + name + "' not found");
        }
        JsonNode params = envelope.path("params");
        if (!params.isArray() && !params.isMissingNode() && !params.isNull()) {
            throw Params.bad("params are positional: a list");
        }
        return method.call(new Params(params));
    }
}
