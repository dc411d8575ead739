package io.whypfs.local.system;

import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The start-up caches of the processes.
 *
 * @param training whether this run writes them
 */
record AotCaches(boolean training) {

    /** The options of a JVM. A cache that is older than its jar was made for another one, and is left aside. */
    List<String> options(Path jar, Path cache) {
        if (training) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        boolean usable = Files.exists(cache)
                && cache.toFile().lastModified() >= jar.toFile().lastModified();
        return usable ? BuiltTree.aotCache(cache) : List.of();
    }
}
