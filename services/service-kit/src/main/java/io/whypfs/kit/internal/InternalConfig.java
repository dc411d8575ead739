package io.whypfs.kit.internal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of internal doors. */
@ConfigMapping(prefix = "whypfs.internal")
public interface InternalConfig {

    /** The credential made at installation, the same in all services. */
    String token();

    /**
     * Read at build time: whether every error of every route becomes problem JSON. For services all of whose routes are
     * internal.
     */
    @WithDefault("false")
    boolean problems();
}
