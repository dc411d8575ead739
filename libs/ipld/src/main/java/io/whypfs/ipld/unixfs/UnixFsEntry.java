package io.whypfs.ipld.unixfs;

import io.whypfs.multiformats.Cid;

/**
 * An imported file or directory, ready to be linked.
 *
 * @param cid its root
 * @param fileBytes file content below it; for a directory the sum of its files
 * @param dagBytesCumulative encoded size of the DAG, repeated blocks counted each time (Tsize)
 */
public record UnixFsEntry(Cid cid, long fileBytes, long dagBytesCumulative) {}
