package io.whypfs.ipld.dag;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of a DAG an export holds, from the end of its path. Source: ipfs/specs, IPIP-402, {@code dag-scope}. */
public enum DagScope {
    /** Everything below. */
    ALL,
    /** A file's blocks, a directory's own blocks without its children, or one block of anything else. */
    ENTITY,
    /** The one block. */
    BLOCK;

    /** The scope with this request value, such as {@code entity}. */
    public static Optional<DagScope> parse(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
