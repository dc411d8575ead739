package io.whypfs.corenode.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Settings of the storage folder. */
@ConfigMapping(prefix = "whypfs.storage")
public interface StorageConfig {

    /** The folder, laid out as a Kubo repository; made when it is not there. */
    Path path();

    /** How much of the disk stays free: uploads are refused with 507 before it is touched. */
    @WithDefault("512M")
    MemorySize reserve();

    /** How much memory keeps small blocks that were read lately. */
    @WithDefault("64M")
    MemorySize hotBlocks();
}
