package io.whypfs.ipld.unixfs;

import io.whypfs.multiformats.Cid;
import java.util.List;

/**
 * Where a path ends.
 *
 * @param cid the end of the path
 * @param roots the root and one CID for each segment; the last is {@code cid}
 * @param kind what stands there
 * @param fileBytes length of a file; of a block of kind OTHER its encoded length; of a symlink its target; else 0
 */
public record Resolved(Cid cid, List<Cid> roots, Kind kind, long fileBytes) {

    public Resolved {
        roots = List.copyOf(roots);
    }

    /** What a path can end at. OTHER is a block without UnixFS meaning, such as dag-cbor. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        OTHER
    }
}
