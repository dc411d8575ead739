package io.whypfs.deals.replication;

import java.time.Instant;

/** The operator's switch. */
public interface DealMakingSwitch {

    Setting read();

    void set(boolean enabled, String reason, Instant at);

    /**
     * How it stands.
     *
     * @param reason one sentence
     */
    record Setting(boolean enabled, String reason, Instant since) {}
}
