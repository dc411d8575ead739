package io.whypfs.core.dag;

/**
 * Size of a DAG.
 *
 * @param blockCount distinct blocks; identity CIDs are none
 * @param dagBytes sum of the lengths of the distinct blocks
 * @param carBytes length of the CARv1 that {@link DagService#walk} fills with the one root and each block once
 */
public record DagStat(long blockCount, long dagBytes, long carBytes) {}
