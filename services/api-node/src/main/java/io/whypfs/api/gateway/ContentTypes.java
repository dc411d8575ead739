package io.whypfs.api.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;

/** Media types: by the name's extension, else by the first bytes, which are remembered per CID. Any thread. */
final class ContentTypes {

    /** How many first bytes decide. */
    static final int SNIFFED_BYTES = 4096;

    private static final String UNKNOWN = "application/octet-stream";
    private static final int REMEMBERED = 200_000;

    private final Tika tika = new Tika();
    private final Cache<String, String> byName =
            Caffeine.newBuilder().maximumSize(REMEMBERED / 100).build();
    private final Cache<String, String> byCid =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** The type that a name's extension tells. */
    Optional<String> ofName(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return Optional.empty();
        }
        String type = byName.get(name.substring(dot), extension -> charset(tika.detect("name" + extension)));
        return UNKNOWN.equals(type) ? Optional.empty() : Optional.of(type);
    }

    @Nullable
    String remembered(String cid) {
        return byCid.getIfPresent(cid);
    }

    /** The type that a file's first bytes tell. */
    String sniff(String cid, byte[] start) {
        String type = start.length == 0 ? "text/plain; charset=utf-8" : charset(tika.detect(start));
        byCid.put(cid, type);
        return type;
    }

    private static String charset(String type) {
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
