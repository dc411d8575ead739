package io.whypfs.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal is in another state, or waits for another reason.
 *
 * @param deal the deal
 * @param dealId its number
 * @param bucket the bucket whose piece it is about
 * @param pieceCid PieceCID version 1
 * @param pieceSize padded size in bytes
 * @param provider id address of the storage provider
 * @param state planned, proposing, accepted, transferring, transferred, published, sealing, active, rejected, failed, slashed or expired
 * @param why why it is in this state, one sentence
 * @param next what happens next, one sentence
 * @param nextAt when; null: when somebody else acts
 * @param over whether nothing more will happen to it
 * @param client address of the wallet that pays
 * @param verified whether it uses datacap
 * @param pricePerEpoch attoFIL per epoch for the whole piece, decimal
 * @param startEpoch the epoch by which it must be proven
 * @param endEpoch the epoch at which it ends
 * @param proposalCid CID of the signed proposal, {@code bafyrei…}
 * @param publishCid CID of the message that published it
 * @param chainDealId the chain's number for it
 * @param attempt counts this bucket's deals with this provider, from 1
 */
public record DealChanged(
        UUID deal,
        long dealId,
        UUID bucket,
        String pieceCid,
        long pieceSize,
        String provider,
        String state,
        String why,
        String next,
        @Nullable Instant nextAt,
        boolean over,
        String client,
        boolean verified,
        String pricePerEpoch,
        long startEpoch,
        long endEpoch,
        @Nullable String proposalCid,
        @Nullable String publishCid,
        @Nullable Long chainDealId,
        int attempt)
        implements DealEvent {

    public static final String TYPE = "DealChanged";
    public static final int VERSION = 1;

    public DealChanged {
        Objects.requireNonNull(deal, "deal");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(pieceCid, "pieceCid");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(pricePerEpoch, "pricePerEpoch");
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
        return deal.toString();
    }
}
