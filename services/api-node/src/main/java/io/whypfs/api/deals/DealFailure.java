package io.whypfs.api.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.api.facts.DealPast;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** V1's DfeRecord: a deal that came to nothing, and why. */
@Schema(name = "DealFailure")
public record DealFailure(
        @JsonProperty("ID") long id,
        @JsonProperty("CreatedAt") Instant createdAt,
        @JsonProperty("UpdatedAt") Instant updatedAt,
        @JsonProperty("DeletedAt") @Nullable Instant deletedAt,
        String miner,
        @JsonProperty("deal_uuid") UUID dealUuid,

        @Schema(
                enumeration = {
                    "propose",
                    "send-proposal",
                    "data-transfer",
                    "data-transfer-remote",
                    "check-status",
                    "check-chain-deal",
                    "fault"
                })
        String phase,

        String message,
        long content,
        String minerVersion,
        @JsonProperty("user_id") long userId,
        @JsonProperty("deal_protocol_version") String protocolVersion) {

    /** @param content the content it is shown with; 0: none */
    public static DealFailure of(DealPast deal, long content, long user) {
        return new DealFailure(
                deal.id(),
                deal.changedAt(),
                deal.changedAt(),
                null,
                deal.provider(),
                deal.uuid(),
                phase(deal),
                deal.why(),
                content,
                "",
                user,
                ContentDeal.PROTOCOL);
    }

    /** V1's word for how far it came. */
    private static String phase(DealPast deal) {
        if (deal.state().equals("rejected")) {
            return "propose";
        }
        if (deal.state().equals("slashed")) {
            return "fault";
        }
        String before = deal.transitions().stream()
                .map(DealPast.Transition::state)
                .filter(state -> !state.equals(deal.state()))
                .reduce("", (earlier, later) -> later);
        return switch (before) {
            case "accepted", "transferring" -> "data-transfer";
            case "transferred" -> "data-transfer-remote";
            case "published" -> "check-status";
            case "sealing", "active" -> "check-chain-deal";
            default -> "send-proposal";
        };
    }
}
