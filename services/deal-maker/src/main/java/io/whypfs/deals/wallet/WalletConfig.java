package io.whypfs.deals.wallet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the wallet. */
@ConfigMapping(prefix = "whypfs.wallet")
public interface WalletConfig {

    /**
     * What the keys are encrypted with; at least 16 characters. Without it the service starts and makes no deals. Whoever
     * loses it loses the keys, unless they were exported.
     */
    Optional<String> secret();

    /** Whether a key is made at the first start, when there is none. */
    @WithDefault("true")
    boolean create();

    /**
     * Who gives an empty wallet funds and datacap, on test networks only: gets {@code POST {"address":"t1..."}}. Refused at
     * the start when {@code whypfs.chain.network} is the main network.
     */
    Optional<String> faucetUrl();
}
