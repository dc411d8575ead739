package io.whypfs.api.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** V1's other view of a content: each key always present. */
public final class ContentAnswers {

    private ContentAnswers() {}

    /** A CID as a link of IPLD's JSON. */
    public record Link(
            @JsonProperty("/") @Schema(examples = "bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")
            String cid) {}

    /** A line of {@code /content/stats}. */
    public record Stats(
            long id,
            Link cid,
            String name,
            long size,
            Instant createdAt,
            long bwUsed,
            long totalRequests,
            boolean offloaded,
            int aggregatedFiles,
            String pinningStatus) {

        static Stats of(ContentEntity row) {
            return new Stats(
                    row.id, new Link(row.cid), row.name, row.dagBytes, row.createdAt, 0, 0, false, 0, "pinned");
        }
    }
}
