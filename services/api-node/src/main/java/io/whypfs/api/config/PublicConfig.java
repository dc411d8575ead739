package io.whypfs.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** How the world reaches this system. */
@ConfigMapping(prefix = "whypfs.public")
public interface PublicConfig {

    /** The front door's address, without a path: it stands in answers and in upload endpoints. */
    @WithDefault("http://127.0.0.1:1313")
    URI url();

    /** The address as a prefix for paths: no slash at its end. */
    default String prefix() {
        String text = url().toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
