package io.whypfs.api.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** ETags of the path gateway: they are made of CIDs, so a match needs no bytes. */
final class EntityTags {

    private EntityTags() {}

    static String file(String cid) {
        return '"' + cid + '"';
    }

    static String raw(String cid) {
        return '"' + cid + ".raw\"";
    }

    static String car(String cid, String path, String scope) {
        return "W/\"" + cid + ".car." + hash(path + "\n" + scope + "\ndfs\nn") + '"';
    }

    static String listing(String cid) {
        return "\"DirIndex-" + DirectoryPage.TEMPLATE_HASH + "_CID-" + cid + '"';
    }

    /** Whether a client that sent {@code ifNoneMatch} has what {@code etag} names; weak comparison. */
    static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",")) {
            String tag = candidate.strip();
            if (tag.equals("*") || opaque(tag).equals(opaque(etag))) {
                return true;
            }
        }
        return false;
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
