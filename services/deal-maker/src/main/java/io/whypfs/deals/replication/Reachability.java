package io.whypfs.deals.replication;

import java.util.Optional;

/** Whether storage providers reach our front door. */
@FunctionalInterface
public interface Reachability {

    /** Why they do not, as far as is known; empty when they do. */
    Optional<String> obstacle();
}
