package io.whypfs.multiformats;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Address made of protocols one above the other, such as {@code /dns/sp.example.com/tcp/443/wss}.
 *
 * <p>Binary: for each part {@code varint code}, then its value, with {@code varint length} before it when it varies. Text:
 * for each part {@code /name} and, when it has one, {@code /value}. Strict: protocols of {@link MultiaddrProtocol} only,
 * shortest varints, values that are what they should be, at least one part. Immutable; equal when the bytes are. Source:
 * multiformats/multiaddr, README (Specification) and protocols.csv.
 */
public final class Multiaddr {

    /** Longest binary form that is read. */
    public static final int MAX_BYTES = 2048;

    private static final int MAX_PARTS = 16;

    private final List<Part> parts;
    private final byte[] bytes;

    /**
     * One protocol of an address.
     *
     * @param value as text; empty when the protocol has none
     */
    public record Part(MultiaddrProtocol protocol, String value) {}

    private Multiaddr(List<Part> parts, byte[] bytes) {
        this.parts = List.copyOf(parts);
        this.bytes = bytes;
    }

    /** Reads a binary address that fills the whole array. */
    public static Multiaddr decode(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new MultiformatException(
                    "An address has 1 to " + MAX_BYTES + " bytes, but got " + bytes.length + ".");
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            long code = Varint.read(bytes, at, bytes.length);
            at += Varint.length(code);
            MultiaddrProtocol protocol = MultiaddrProtocol.coded(code)
                    .orElseThrow(() -> new MultiformatException("The address's protocol " + code + " is not known."));
            MultiaddrValue form = protocol.value();
            long length = form.length;
            if (form.isVariable()) {
                length = Varint.read(bytes, at, bytes.length);
                at += Varint.length(length);
            }
            if (length > bytes.length - at) {
                throw new MultiformatException("The address ends inside the value of '" + protocol.text() + "'.");
            }
            parts.add(new Part(protocol, form.text(Arrays.copyOfRange(bytes, at, at + (int) length))));
            at += (int) length;
        }
        return new Multiaddr(limited(parts), bytes.clone());
    }

    /** Reads an address's text; a value may be in any form of its kind, such as a long IPv6 address. */
    public static Multiaddr parse(String text) {
        if (!text.startsWith("/") || text.length() > MAX_BYTES) {
            throw new MultiformatException("An address's text begins with a slash and has at most " + MAX_BYTES
                    + " characters; this one has " + text.length() + ".");
        }
        String[] words = text.substring(1).split("/", -1);
        List<Part> parts = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < words.length; i++) {
            String name = words[i];
            MultiaddrProtocol protocol = MultiaddrProtocol.named(name)
                    .orElseThrow(() -> new MultiformatException("The address's protocol '" + name + "' is not known."));
            bytes.writeBytes(Varint.encode(protocol.code()));
            if (!protocol.hasValue()) {
                parts.add(new Part(protocol, ""));
                continue;
            }
            i++;
            if (i == words.length) {
                throw new MultiformatException("The address has no value for '" + name + "'.");
            }
            byte[] value = protocol.value().bytes(words[i]);
            if (protocol.value().isVariable()) {
                bytes.writeBytes(Varint.encode(value.length));
            }
            bytes.writeBytes(value);
            parts.add(new Part(protocol, protocol.value().text(value)));
        }
        return new Multiaddr(limited(parts), bytes.toByteArray());
    }

    private static List<Part> limited(List<Part> parts) {
        if (parts.size() > MAX_PARTS) {
            throw new MultiformatException(
                    "An address has at most " + MAX_PARTS + " parts, but got " + parts.size() + ".");
        }
        return parts;
    }

    /** The parts, lowest protocol first. */
    public List<Part> parts() {
        return parts;
    }

    /** The value of the first part with this protocol. */
    public Optional<String> value(MultiaddrProtocol protocol) {
        return parts.stream()
                .filter(part -> part.protocol() == protocol)
                .map(Part::value)
                .findFirst();
    }

    public boolean has(MultiaddrProtocol protocol) {
        return parts.stream().anyMatch(part -> part.protocol() == protocol);
    }

    /** A copy of the binary form. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Multiaddr that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text, each value in its shortest form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append('/').append(part.protocol().text());
            if (part.protocol().hasValue()) {
                text.append('/').append(part.value());
            }
        }
        return text.toString();
    }
}
