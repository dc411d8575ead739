package io.whypfs.filecoin.piece;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.Vectors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Payloads that the vector files describe by a rule. */
public final class Payloads {

    private Payloads() {}

    /** SHA-512 of nothing, then of itself again and again. */
    public static byte[] sha512Chain(int length) {
        try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            byte[] payload = new byte[length];
            byte[] link = new byte[0];
            for (int at = 0; at < length; at += link.length) {
                link = sha512.digest(link);
                System.arraycopy(link, 0, payload, at, Math.min(link.length, length - at));
            }
            return payload;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] runs(JsonNode runs, int length) {
        byte[] payload = new byte[length];
        int at = 0;
        for (JsonNode run : runs) {
            int end = at + run.get("count").intValue();
            Arrays.fill(payload, at, end, (byte) run.get("byte").intValue());
            at = end;
        }
        return payload;
    }

    /** The tree of a payload, hashed on this thread. */
    public static PieceTree tree(byte[] payload) {
        PieceHasher hasher = PieceHasher.onCallersThread();
        hasher.write(payload, 0, payload.length);
        return hasher.finish();
    }

    static byte[] car(JsonNode row) {
        return Vectors.bytes(row.get("car").textValue().replaceAll(".*/", ""));
    }
}
