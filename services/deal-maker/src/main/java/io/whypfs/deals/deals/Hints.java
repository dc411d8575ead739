package io.whypfs.deals.deals;

import io.whypfs.multiformats.Cid;
import org.jspecify.annotations.Nullable;

/**
 * What others say about a deal, to know where to look; the chain decides.
 *
 * @param publishCid the message the provider says it published the deal with
 * @param dealId the number the provider says the chain gave; 0: none
 * @param publishSince epoch at which one of both was first heard; 0: neither was
 * @param word the provider's newest words for where the deal stands; may be empty
 * @param bytesServed distinct bytes of the piece that were served for the deal
 * @param wholeServed whether all were
 * @param missingSince epoch since which the chain does not show an active deal; 0: it does
 */
public record Hints(
        @Nullable Cid publishCid,
        long dealId,
        long publishSince,
        String word,
        long bytesServed,
        boolean wholeServed,
        long missingSince) {

    public static final Hints NONE = new Hints(null, 0, 0, "", 0, false, 0);

    /** Whether there is a place on the chain to look at. */
    public boolean arePublished() {
        return publishCid != null || dealId > 0;
    }

    /** With the provider's newest words; what it does not repeat is kept. */
    public Hints told(String newWord, @Nullable Cid newPublishCid, long newDealId, long epoch) {
        Cid message = newPublishCid == null ? publishCid : newPublishCid;
        long number = newDealId > 0 ? newDealId : dealId;
        long since = publishSince == 0 && (message != null || number > 0) ? epoch : publishSince;
        return new Hints(message, number, since, newWord, bytesServed, wholeServed, missingSince);
    }

    public Hints withMissingSince(long epoch) {
        return new Hints(publishCid, dealId, publishSince, word, bytesServed, wholeServed, epoch);
    }

    public Hints withServed(long bytes, boolean whole) {
        return new Hints(
                publishCid,
                dealId,
                publishSince,
                word,
                Math.max(bytesServed, bytes),
                wholeServed || whole,
                missingSince);
    }
}
