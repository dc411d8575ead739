package io.whypfs.ipld.unixfs;

import io.whypfs.multiformats.Cid;

/**
 * A name in a directory.
 *
 * @param name the name; bytes that are no UTF-8 are shown as replacement characters
 * @param cid what it links to
 * @param tsize the link's Tsize, a hint only; 0 when absent
 */
public record DirectoryEntry(String name, Cid cid, long tsize) {}
