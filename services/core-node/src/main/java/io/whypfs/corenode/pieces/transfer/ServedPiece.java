package io.whypfs.corenode.pieces.transfer;

import io.whypfs.multiformats.Cid;
import java.util.UUID;

/**
 * A ready piece and where it is served from.
 *
 * @param bucket the bucket whose piece it is; names its layout
 * @param home the core that holds its blocks
 * @param root the CAR's only root
 * @param carBytes length of the CAR
 */
record ServedPiece(UUID bucket, UUID home, Cid root, long carBytes) {}
