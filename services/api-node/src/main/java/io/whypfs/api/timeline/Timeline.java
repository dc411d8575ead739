package io.whypfs.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a content, a bucket or a deal stands.
 *
 * @param content its id; null where the timeline is not about one
 * @param silent who did not answer, and since when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timeline(
        @Nullable Long content,
        @Nullable UUID bucket,
        @Nullable UUID deal,
        @Nullable String cid,
        @Nullable String name,

        @Schema(description = "Whether nothing is waited for: all copies are active, or it is deleted")
        boolean done,

        @Schema(examples = "2 of 6 deals are active. f01003: It seals the piece.")
        String summary,

        List<Step> steps,
        List<DealLine> deals,
        Instant asOf,

        @Schema(examples = "deal-maker since 2026-11-24T14:00:00Z")
        List<String> silent) {

    /** A deal in short. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TimelineDeal")
    public record DealLine(
            UUID uuid,
            long id,
            String provider,
            String state,
            Instant since,
            String why,
            String next,
            @Nullable Instant nextAt,
            boolean over,
            @Nullable Long chainDealId,
            @Nullable String publishCid,
            @Nullable String proposalCid) {

        static DealLine of(DealNow deal) {
            return new DealLine(
                    deal.uuid(),
                    deal.id(),
                    deal.provider(),
                    deal.state(),
                    deal.now().at(),
                    deal.now().why(),
                    deal.now().next(),
                    deal.now().nextAt(),
                    deal.over(),
                    deal.chainDealId(),
                    deal.publishCid(),
                    deal.proposalCid());
        }
    }
}
