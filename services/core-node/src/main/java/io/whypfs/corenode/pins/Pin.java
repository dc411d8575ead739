package io.whypfs.corenode.pins;

import io.whypfs.multiformats.Cid;

/**
 * Keeps the DAG below a root for one content. Only made for blocks that are durable.
 *
 * @param contentId the content, a number of api-node's
 * @param root the top of the DAG
 * @param kind what was stored: {@code file}, {@code directory} or {@code car}
 * @param fileBytes sum of the file lengths
 * @param dagBytes sum of the lengths of the distinct blocks
 * @param carBytes length of the CARv1 of the DAG
 * @param blockCount number of distinct blocks
 */
public record Pin(
        long contentId, Cid root, String kind, long fileBytes, long dagBytes, long carBytes, long blockCount) {}
