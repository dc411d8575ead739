package io.whypfs.deals.providers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.whypfs.deals.providers.TrackRecord.Counts;
import io.whypfs.deals.providers.TrackRecord.Score;
import io.whypfs.filecoin.mk12.StorageAsk;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A provider in JSON; what is not known is missing. Prices are attoFIL for each GiB and epoch, in decimal; sizes are padded
 * bytes; times are epochs of the chain.
 *
 * @param usable whether it can be chosen at all
 * @param nextEpoch when what stands in {@code next} happens, if that is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProviderView(
        String address,
        String standing,
        String standingReason,
        boolean usable,
        String why,
        String next,
        @Nullable Long nextEpoch,
        Reach reach,
        @Nullable OnChain chain,
        @Nullable Ask ask,
        Evidence evidence) {

    /** Whether it is reached. */
    record Reach(String state, String why, long sinceEpoch, int missed, long nextEpoch) {}

    /** What the chain says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OnChain(
            String owner,
            String worker,
            @Nullable String peerId,
            List<String> multiaddrs,
            List<String> unreadable,
            long sectorBytes,
            boolean hasMinPower,
            long epoch) {}

    /** Its terms. */
    record Ask(
            String price,
            String verifiedPrice,
            long minPieceSize,
            long maxPieceSize,
            long expiry,
            boolean expired,
            String signature,
            long epoch) {}

    /** What our own deals showed. */
    record Evidence(
            Counts counts,
            long bytesPerSecond,
            double good,
            double bad,
            int failuresInRow,
            long backOffUntilEpoch,
            String backOffWhy) {}

    static ProviderView of(Provider provider, boolean hasAllowList, long epoch, long halfLifeEpochs) {
        ProviderVerdict verdict = ProviderVerdict.of(provider, hasAllowList, epoch);
        Provider.Reach reach = provider.reach();
        OptionalLong nextEpoch = verdict.nextEpoch();
        return new ProviderView(
                provider.address().toString(),
                provider.standing().name(),
                provider.standingReason(),
                verdict.usable(),
                verdict.why(),
                verdict.next(),
                nextEpoch.isPresent() ? nextEpoch.getAsLong() : null,
                new Reach(reach.state().name(), reach.why(), reach.sinceEpoch(), reach.missed(), reach.nextEpoch()),
                provider.chain().map(ProviderView::chain).orElse(null),
                provider.terms().map(terms -> ask(terms, epoch)).orElse(null),
                evidence(provider.evidence(), epoch, halfLifeEpochs));
    }

    private static OnChain chain(Provider.OnChain chain) {
        return new OnChain(
                chain.owner().toString(),
                chain.worker().toString(),
                chain.peerId().orElse(null),
                chain.multiaddrs(),
                chain.unreadable(),
                chain.sectorBytes(),
                chain.hasMinPower(),
                chain.epoch());
    }

    private static Ask ask(Provider.Terms terms, long epoch) {
        StorageAsk ask = terms.ask();
        return new Ask(
                ask.price().toString(),
                ask.verifiedPrice().toString(),
                ask.minPieceBytes(),
                ask.maxPieceBytes(),
                ask.expiry().height(),
                ask.expiry().height() <= epoch,
                terms.signature().name(),
                terms.epoch());
    }

    private static Evidence evidence(TrackRecord record, long epoch, long halfLifeEpochs) {
        Score score = record.score().at(epoch, halfLifeEpochs);
        return new Evidence(
                record.counts(),
                record.counts().bytesPerSecond(),
                score.good(),
                score.bad(),
                record.failuresInRow(),
                record.backOff().untilEpoch(),
                record.backOff().why());
    }
}
