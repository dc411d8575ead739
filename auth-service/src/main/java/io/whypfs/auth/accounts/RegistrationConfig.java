package io.whypfs.auth.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may register. */
@ConfigMapping(prefix = "whypfs.registration")
interface RegistrationConfig {

    /** True: anyone registers, and an invite code that comes along is neither looked at nor used up. */
    @WithDefault("false")
    boolean open();
}
