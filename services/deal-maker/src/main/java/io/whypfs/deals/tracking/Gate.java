package io.whypfs.deals.tracking;

import io.whypfs.deals.deals.Reason;
import java.util.Optional;

/** Whether new deals may be made at all. */
@FunctionalInterface
public interface Gate {

    /** Why not, at the moment; empty when they may. */
    Optional<Reason> closed();
}
