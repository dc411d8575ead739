package io.whypfs.api.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.api.facts.DealPast;
import io.whypfs.api.json.GoTime;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * V1's ContentDeal: every key always present, four of them with a capital.
 *
 * @param content the content it is shown with; 0 where it is shown with none
 */
@Schema(name = "ContentDeal")
public record ContentDeal(
        @JsonProperty("ID") long id,
        @JsonProperty("CreatedAt") Instant createdAt,
        @JsonProperty("UpdatedAt") Instant updatedAt,
        @JsonProperty("DeletedAt") @Nullable Instant deletedAt,
        long content,
        @JsonProperty("user_id") long userId,

        @Schema(description = "CID of the signed proposal; empty until it is made")
        String propCid,

        UUID dealUuid,

        @Schema(examples = "f01000") String miner,

        @Schema(description = "The chain's number; 0 until it is on the chain")
        long dealId,

        boolean failed,
        boolean verified,
        boolean slashed,
        Instant failedAt,

        @Schema(description = "Name of the transfer: the deal's uuid")
        String dtChan,

        Instant transferStarted,
        Instant transferFinished,
        Instant onChainAt,
        Instant sealedAt,
        @JsonProperty("deal_protocol_version") String protocolVersion,
        @JsonProperty("miner_version") String minerVersion) {

    static final String PROTOCOL = "/fil/storage/mk/1.2.0";

    static ContentDeal of(DealPast deal, long content, long user) {
        boolean isFailed = deal.isFailure() || deal.state().equals("expired");
        return new ContentDeal(
                deal.id(),
                deal.createdAt(),
                deal.changedAt(),
                null,
                content,
                user,
                Objects.requireNonNullElse(deal.proposalCid(), ""),
                deal.uuid(),
                deal.provider(),
                deal.chainDealId() == null ? 0 : deal.chainDealId(),
                isFailed,
                deal.verified(),
                deal.state().equals("slashed"),
                isFailed ? deal.changedAt() : GoTime.ZERO,
                deal.uuid().toString(),
                deal.reached("transferring").orElse(GoTime.ZERO),
                deal.reached("transferred").orElse(GoTime.ZERO),
                deal.reached("published", "sealing", "active").orElse(GoTime.ZERO),
                deal.reached("active").orElse(GoTime.ZERO),
                PROTOCOL,
                "");
    }
}
