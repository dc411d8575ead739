package io.whypfs.api.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whypfs.api.facts.DealPast;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * V1's ChannelState of a transfer. Pieces are fetched over HTTPS with one secret per deal, so there are no peers in it.
 *
 * @param sent bytes that the provider fetched, as far as they are known
 */
@Schema(name = "ChannelState")
public record Transfer(
        String selfPeer,
        String remotePeer,

        @Schema(description = "0 requested, 1 ongoing, 2 transfer finished, 6 completed, 8 failed, 10 cancelled")
        int status,

        String statusMessage,
        long sent,
        long received,
        String message,
        String baseCid,
        Channel channelId,
        String transferId,
        @JsonProperty("Stages") @Nullable Map<String, String> stages,
        @JsonProperty("TransferType") String transferType) {

    /** V1's channel; the transfer has no other name than the deal's uuid. */
    @Schema(name = "Channel")
    public record Channel(
            @JsonProperty("Initiator") String initiator,
            @JsonProperty("Responder") String responder,
            @JsonProperty("ID") long id) {}

    static Transfer of(DealPast deal, String baseCid, long bytesServed) {
        Phase phase = phase(deal.state());
        return new Transfer(
                "",
                "",
                phase.code,
                phase.message,
                bytesServed,
                0,
                deal.why(),
                baseCid,
                new Channel("", "", deal.id()),
                deal.uuid().toString(),
                null,
                "boost");
    }

    private record Phase(int code, String message) {}

    private static Phase phase(String state) {
        return switch (state) {
            case "planned", "proposing" -> new Phase(0, "Initializing");
            case "accepted" -> new Phase(0, "Requested");
            case "transferring" -> new Phase(1, "Ongoing");
            case "transferred" -> new Phase(2, "TransferFinished");
            case "rejected" -> new Phase(10, "Cancelled");
            case "failed" -> new Phase(8, "Failed");
            default -> new Phase(6, "Completed");
        };
    }
}
