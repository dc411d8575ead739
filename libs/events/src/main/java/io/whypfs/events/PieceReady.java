package io.whypfs.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The piece of a bucket is built, and can be fetched.
 *
 * @param bucket the bucket
 * @param bucketId the bucket's number
 * @param core id of the core that holds its blocks
 * @param pieceCid PieceCID version 1, {@code baga…}
 * @param pieceCidV2 the same with the length of the payload, FRC-0069
 * @param pieceSize padded size in bytes, a power of two
 * @param carBytes length of the CAR in bytes
 * @param root the CAR's only root
 * @param contents number of contents in it
 * @param blocks number of blocks in it
 */
public record PieceReady(
        UUID bucket,
        long bucketId,
        String core,
        String pieceCid,
        String pieceCidV2,
        long pieceSize,
        long carBytes,
        String root,
        long contents,
        long blocks)
        implements PieceEvent {

    public static final String TYPE = "PieceReady";
    public static final int VERSION = 1;

    public PieceReady {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(core, "core");
        Objects.requireNonNull(pieceCid, "pieceCid");
        Objects.requireNonNull(pieceCidV2, "pieceCidV2");
        Objects.requireNonNull(root, "root");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public String key() {
        return bucket.toString();
    }
}
