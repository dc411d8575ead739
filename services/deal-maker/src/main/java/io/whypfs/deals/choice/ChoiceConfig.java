package io.whypfs.deals.choice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the choice of providers. */
@ConfigMapping(prefix = "whypfs.choice")
public interface ChoiceConfig {

    /** How many deals, of any piece, may be under way at one provider, from planned to sealing. */
    @WithDefault("16")
    int maxInFlight();

    /** Whether two providers of one owner are avoided while others are left. */
    @WithDefault("true")
    boolean differentOwners();
}
