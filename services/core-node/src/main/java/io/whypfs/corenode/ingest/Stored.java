package io.whypfs.corenode.ingest;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The answer to an upload that is durable and pinned.
 *
 * @param root CID of the top
 * @param kind {@code file}, {@code directory} or {@code car}
 * @param name the file's name, or the one first segment that all paths share, or empty
 * @param fileBytes sum of the file lengths
 * @param dagBytes sum of the lengths of the distinct blocks
 * @param blockCount number of distinct blocks
 * @param carBytes length of the CARv1 with that root and each block once
 * @param core the core that holds it
 * @param files for directories, at most the first 1000
 * @param fields the form's other fields; of one that came twice, the last
 */
public record Stored(
        String root,
        String kind,
        String name,
        long fileBytes,
        long dagBytes,
        long blockCount,
        long carBytes,
        UUID core,
        List<StoredFile> files,
        Map<String, String> fields) {

    /** One file of a directory. */
    public record StoredFile(String path, String cid, long bytes) {}
}
