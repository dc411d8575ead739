package io.whypfs.api.storageproviders;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.json.GoTime;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * V1's MinerDeal.
 *
 * @param content 0: the piece holds many, and whose they are is not told
 * @param contentCid root of the piece's CAR
 */
@Schema(name = "MinerDeal")
record MinerDeal(
        long id,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        long content,
        String propCid,
        String miner,
        long dealId,
        boolean failed,
        boolean verified,
        Instant failedAt,
        String dtChan,
        Instant transferStarted,
        Instant transferFinished,
        Instant onChainAt,
        Instant sealedAt,
        String contentCid) {

    static MinerDeal of(DealPast deal, String root) {
        return new MinerDeal(
                deal.id(),
                deal.createdAt(),
                deal.changedAt(),
                0,
                Objects.requireNonNullElse(deal.proposalCid(), ""),
                deal.provider(),
                deal.chainDealId() == null ? 0 : deal.chainDealId(),
                deal.isFailure(),
                deal.verified(),
                deal.isFailure() ? deal.changedAt() : GoTime.ZERO,
                deal.uuid().toString(),
                deal.reached("transferring").orElse(GoTime.ZERO),
                deal.reached("transferred").orElse(GoTime.ZERO),
                deal.reached("published", "sealing", "active").orElse(GoTime.ZERO),
                deal.reached("active").orElse(GoTime.ZERO),
                root);
    }
}
