package io.whypfs.devnet.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.Signature;
import io.whypfs.devnet.wire.SignedMessage;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Messages as the API has them in JSON: amounts as decimal texts, parameters in base 64. */
final class MessageJson {

    private static final Set<String> FIELDS = Set.of(
            "Version",
            "To",
            "From",
            "Nonce",
            "Value",
            "GasLimit",
            "GasFeeCap",
            "GasPremium",
            "Method",
            "Params",
            "CID");

    private MessageJson() {}

    static ChainMessage read(JsonNode json) throws RpcError {
        if (!json.isObject()) {
            throw Params.bad("a message is an object, not " + json);
        }
        Params.only(json, FIELDS);
        if (number(json, "Version") != 0) {
            throw Params.bad("a message has Version 0");
        }
        ChainMessage message = new ChainMessage(
                address(json, "To"),
                address(json, "From"),
                number(json, "Nonce"),
                amount(json, "Value"),
                number(json, "GasLimit"),
                amount(json, "GasFeeCap"),
                amount(json, "GasPremium"),
                number(json, "Method"),
                bytes(json, "Params"));
        if (json.has("CID") && !Params.cid(json.get("CID")).equals(message.cid())) {
            throw Params.bad("the message's CID is " + message.cid() + ", not " + json.get("CID"));
        }
        return message;
    }

    static SignedMessage readSigned(JsonNode json) throws RpcError {
        Params.only(json, Set.of("Message", "Signature", "CID"));
        ChainMessage message = read(json.path("Message"));
        JsonNode signature = json.path("Signature");
        if (!signature.isObject()) {
            throw Params.bad("Signature is an object with Type and Data, not " + signature);
        }
        Params.only(signature, Set.of("Type", "Data"));
        try {
            Signature read = Signature.of((int) number(signature, "Type"), bytes(signature, "Data"));
            SignedMessage signed = new SignedMessage(message, read);
            if (json.has("CID") && !Params.cid(json.get("CID")).equals(signed.cid())) {
                throw Params.bad("the signed message's CID is " + signed.cid() + ", not " + json.get("CID"));
            }
            return signed;
        } catch (BadBytes e) {
            throw Params.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Address address(JsonNode json, String field) throws RpcError {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw Params.bad(field + " is an address as text, not " + value);
        }
        return Params.address(value.textValue());
    }

    private static long number(JsonNode json, String field) throws RpcError {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw Params.bad(field + " is a whole number, not " + value);
        }
        return value.longValue();
    }

    private static BigInteger amount(JsonNode json, String field) throws RpcError {
        JsonNode value = json.path(field);
        if (!value.isTextual() || !value.textValue().matches("0|-?[1-9]\\d{0,40}")) {
            throw Params.bad(field + " is a decimal text, not " + value);
        }
        return new BigInteger(value.textValue());
    }

    private static byte[] bytes(JsonNode json, String field) throws RpcError {
        JsonNode value = json.path(field);
        if (value.isNull()) {
            return new byte[0];
        }
        if (!value.isTextual()) {
            throw Params.bad(field + " is base 64 text, not " + value);
        }
        try {
            return Base64.getDecoder().decode(value.textValue());
        } catch (IllegalArgumentException e) {
            throw Params.bad(field + " is no base 64: " + e.getMessage());
        }
    }

    static Map<String, Object> write(ChainMessage message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Version", 0);
        json.put("To", message.to());
        json.put("From", message.from());
        json.put("Nonce", message.nonce());
        json.put("Value", message.value().toString());
        json.put("GasLimit", message.gasLimit());
        json.put("GasFeeCap", message.gasFeeCap().toString());
        json.put("GasPremium", message.gasPremium().toString());
        json.put("Method", message.method());
        json.put("Params", Base64.getEncoder().encodeToString(message.params()));
        json.put("CID", Shapes.link(message.cid()));
        return json;
    }

    static Map<String, Object> write(SignedMessage signed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Message", write(signed.message()));
        json.put(
                "Signature",
                Map.of(
                        "Type",
                        signed.signature().type(),
                        "Data",
                        Base64.getEncoder().encodeToString(signed.signature().data())));
        Cid cid = signed.cid();
        json.put("CID", Shapes.link(cid));
        return json;
    }
}
