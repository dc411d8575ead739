package io.whypfs.devnet.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.wire.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The positional parameters of a call, read strictly: exactly so many, each of exactly its kind. */
public final class Params {

    private final JsonNode values;

    Params(JsonNode values) {
        this.values = values;
    }

    /** @throws RpcError unless there are exactly so many */
    public Params count(int count) throws RpcError {
        if (values.size() != count) {
            throw bad("wrong param count (method has " + count + "), got " + values.size());
        }
        return this;
    }

    static RpcError bad(String what) {
        return new RpcError(RpcError.BAD_PARAMS, what);
    }

    public JsonNode object(int index) throws RpcError {
        JsonNode value = values.path(index);
        if (!value.isObject()) {
            throw bad("param " + index + " is an object, not " + value);
        }
        return value;
    }

    public Address address(int index) throws RpcError {
        JsonNode value = values.path(index);
        if (!value.isTextual()) {
            throw bad("param " + index + " is an address as text, not " + value);
        }
        return address(value.textValue());
    }

    static Address address(String text) throws RpcError {
        try {
            return Address.parse(text);
        } catch (BadBytes e) {
            throw bad("invalid address: " + e.getMessage());
        }
    }

    public Cid cid(int index) throws RpcError {
        return cid(values.path(index));
    }

    static Cid cid(JsonNode value) throws RpcError {
        if (!value.isObject() || value.size() != 1 || !value.path("/").isTextual()) {
            throw bad("a CID is {\"/\":\"…\"}, not " + value);
        }
        try {
            return Cid.parse(value.get("/").textValue());
        } catch (BadBytes e) {
            throw bad("invalid CID: " + e.getMessage());
        }
    }

    public long number(int index) throws RpcError {
        JsonNode value = values.path(index);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw bad("param " + index + " is a whole number, not " + value);
        }
        return value.longValue();
    }

    public boolean bool(int index) throws RpcError {
        JsonNode value = values.path(index);
        if (!value.isBoolean()) {
            throw bad("param " + index + " is true or false, not " + value);
        }
        return value.booleanValue();
    }

    /** A tip set key; empty for the head, which is written null or []. */
    public List<Cid> tipSet(int index) throws RpcError {
        JsonNode value = values.path(index);
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw bad("param " + index + " is a tip set key (null or a list of CIDs), not " + value);
        }
        List<Cid> key = new ArrayList<>();
        for (JsonNode cid : value) {
            key.add(cid(cid));
        }
        return List.copyOf(key);
    }

    /** @throws RpcError when an object has a field that its type does not have */
    static void only(JsonNode object, Set<String> fields) throws RpcError {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(fields);
        if (!unknown.isEmpty()) {
            throw bad("unknown fields " + unknown + " in " + object);
        }
    }
}
