package io.whypfs.corenode.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of what a form may hold. */
@ConfigMapping(prefix = "whypfs.ingest")
public interface IngestConfig {

    /** Most files of one form. Each costs some 300 bytes of memory until the form ends. */
    @WithDefault("100000")
    int maxFiles();

    /** Most fields of one form beside its files. */
    @WithDefault("100")
    int maxFields();

    /** Longest value of such a field. */
    @WithDefault("64K")
    MemorySize maxFieldBytes();
}
