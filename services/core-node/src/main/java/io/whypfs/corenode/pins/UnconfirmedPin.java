package io.whypfs.corenode.pins;

import io.whypfs.multiformats.Cid;
import java.time.Instant;

/** A pin whose content's row nobody has spoken for yet. */
public record UnconfirmedPin(long contentId, Cid root, Instant createdAt) {}
