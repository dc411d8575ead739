package io.whypfs.auth.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How passwords are kept. */
@ConfigMapping(prefix = "whypfs.accounts")
interface AccountsConfig {

    /** Base 2 logarithm of bcrypt's rounds; one more doubles the time of a login. */
    @WithDefault("10")
    @Min(4)
    @Max(16)
    int bcryptCost();
}
