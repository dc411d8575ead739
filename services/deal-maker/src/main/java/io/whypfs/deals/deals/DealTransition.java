package io.whypfs.deals.deals;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deal came into a state.
 *
 * @param epoch the chain's height then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DealTransition(
        String state,
        Instant at,
        long epoch,
        String why,
        String next,
        @Nullable Instant nextAt) {}
