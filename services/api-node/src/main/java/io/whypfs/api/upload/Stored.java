package io.whypfs.api.upload;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A core's word that an upload is durable and pinned provisionally.
 *
 * @param files the files of a directory, at most the first thousand
 * @param fields form fields of the request, wherever they stood in it
 */
record Stored(
        String root,
        String kind,
        @Nullable String name,
        long fileBytes,
        long dagBytes,
        long blockCount,
        long carBytes,
        UUID core,
        @Nullable List<StoredFile> files,
        @Nullable Map<String, String> fields) {

    record StoredFile(String path, String cid, long bytes) {}

    /** A form field; empty when the request had none of that name. */
    String field(String key) {
        return fields == null ? "" : fields.getOrDefault(key, "");
    }
}
