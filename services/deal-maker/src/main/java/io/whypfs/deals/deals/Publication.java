package io.whypfs.deals.deals;

import io.whypfs.multiformats.Cid;
import org.jspecify.annotations.Nullable;

/**
 * How a deal came onto the chain.
 *
 * @param message the message that published it; null when only the deal itself was found
 * @param dealId the chain's number; another one after a reorganisation
 * @param height epoch at which it was published, or at which it was first seen
 */
public record Publication(@Nullable Cid message, long dealId, long height) {}
