package io.whypfs.auth.accounts;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The administrator that exists from the first start. */
@ConfigMapping(prefix = "whypfs.bootstrap")
interface BootstrapConfig {

    /** A file that holds the administrator's key on one line, written by the installer; without it no key is made. */
    Optional<Path> adminKeyFile();

    /** The administrator's password, set at every start; without it the administrator enters by key only. */
    Optional<String> adminPassword();
}
