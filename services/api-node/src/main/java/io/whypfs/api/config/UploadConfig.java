package io.whypfs.api.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What uploads may be. */
@ConfigMapping(prefix = "whypfs.upload")
public interface UploadConfig {

    /** Largest upload, in bytes; V1's default. */
    @WithDefault("34000000000")
    MemorySize maxSize();

    @WithDefault("unixfs-v1-2025")
    String defaultProfile();

    /** Deals per content where the upload wishes no other number. */
    @WithDefault("6")
    @Min(1)
    @Max(50)
    int defaultReplication();

    @WithDefault("false")
    boolean disabled();
}
