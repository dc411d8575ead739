package io.whypfs.deals.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.deals.chain.ChainException.BadNodeAnswer;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A part of a node's answer, read strictly: whatever has another type than the method promises ends in a
 * {@link BadNodeAnswer} that names method and place.
 *
 * <p>CIDs are objects {@code {"/":"..."}}, amounts decimal strings, bytes base64, addresses strings.
 *
 * @param path such as {@code result.Receipt.ExitCode}
 */
record Answer(String method, String path, JsonNode node) {

    private static final int MAX_DIGITS = 400;

    /** Whether there is nothing: null, or a member that is missing. */
    boolean isAbsent() {
        return node.isNull() || node.isMissingNode();
    }

    /** A member of this object; absent when the object has none of that name. */
    Answer field(String name) throws BadNodeAnswer {
        if (!node.isObject()) {
            throw isNo("object");
        }
        return new Answer(method, path + "." + name, node.path(name));
    }

    /** The items, in order; an absent list is empty, as Go writes it. */
    List<Answer> items() throws BadNodeAnswer {
        if (isAbsent()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw isNo("list");
        }
        List<Answer> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new Answer(method, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    String text() throws BadNodeAnswer {
        if (!node.isTextual()) {
            throw isNo("text");
        }
        return node.textValue();
    }

    boolean bool() throws BadNodeAnswer {
        if (!node.isBoolean()) {
            throw isNo("true or false");
        }
        return node.booleanValue();
    }

    long integer() throws BadNodeAnswer {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw isNo("integer of 64 bits");
        }
        return node.longValue();
    }

    long unsigned() throws BadNodeAnswer {
        long value = integer();
        if (value < 0) {
            throw isNo("integer from zero up");
        }
        return value;
    }

    int smallInteger() throws BadNodeAnswer {
        long value = integer();
        if (value != (int) value) {
            throw isNo("integer of 32 bits");
        }
        return (int) value;
    }

    TokenAmount amount() throws BadNodeAnswer {
        try {
            return TokenAmount.parse(text());
        } catch (FilecoinFormatException e) {
            throw isNo("amount as a decimal string", e);
        }
    }

    /** A decimal string from zero up. */
    BigInteger bigInteger() throws BadNodeAnswer {
        String text = text();
        if (text.length() > MAX_DIGITS || !text.matches("[0-9]+")) {
            throw isNo("decimal string");
        }
        return new BigInteger(text);
    }

    Address address() throws BadNodeAnswer {
        try {
            return Address.parse(text());
        } catch (FilecoinFormatException e) {
            throw isNo("address", e);
        }
    }

    Cid cid() throws BadNodeAnswer {
        try {
            if (!node.isObject() || node.size() != 1) {
                throw isNo("CID in an object with the member \"/\"");
            }
            return Cid.parse(field("/").text());
        } catch (MultiformatException e) {
            throw isNo("CID", e);
        }
    }

    /** Base64; absent bytes are empty, as Go writes them. */
    byte[] bytes() throws BadNodeAnswer {
        if (isAbsent()) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(text());
        } catch (IllegalArgumentException e) {
            throw isNo("base64", e);
        }
    }

    List<Cid> cids() throws BadNodeAnswer {
        List<Cid> cids = new ArrayList<>();
        for (Answer item : items()) {
            cids.add(item.cid());
        }
        return cids;
    }

    /** What cannot be used about this part. */
    BadNodeAnswer bad(String what) {
        return new BadNodeAnswer(method, path + " " + what);
    }

    private BadNodeAnswer isNo(String type) {
        return bad(isAbsent() ? "is missing; it should be: " + type + "." : "is not: " + type + ".");
    }

    private BadNodeAnswer isNo(String type, Exception cause) {
        return new BadNodeAnswer(method, path + " is not: " + type + ". " + cause.getMessage(), cause);
    }
}
