package io.whypfs.deals.deals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.tracking.PieceAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's piece and its deals, as JSON.
 *
 * @param live deals that count for the future, under way or active
 * @param active those of all deals that are active, also the ones that end soon
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BucketDeals(
        UUID bucket,
        @Nullable PieceView piece,
        int target,
        int live,
        int active,
        String why,
        String next,
        @Nullable Instant nextAt,
        List<DealView> deals) {

    /** The piece; {@code readUrl} holds a token of the owner. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PieceView(
            String pieceCid,
            String pieceCidV2,
            long pieceSize,
            long carBytes,
            String root,
            @Nullable String readUrl) {}

    static BucketDeals unknown(UUID bucket) {
        return new BucketDeals(
                bucket,
                null,
                0,
                0,
                0,
                "The bucket's piece is not built yet.",
                "Storage providers are chosen as soon as it is.",
                null,
                List.of());
    }

    static BucketDeals of(Piece piece, List<Deal> deals, PieceAddress address) {
        return new BucketDeals(
                piece.bucket(),
                new PieceView(
                        piece.pieceCid().toString(),
                        piece.pieceCidV2(),
                        piece.pieceSize().bytes(),
                        piece.carBytes(),
                        piece.root().toString(),
                        address.readUrl(piece.pieceCid()).orElse(null)),
                piece.target(),
                (int) deals.stream().filter(deal -> deal.state().counts()).count(),
                (int) deals.stream()
                        .filter(deal -> deal.state() instanceof DealState.Active)
                        .count(),
                piece.reason().why(),
                piece.reason().next(),
                piece.reason().nextAt(),
                deals.stream().map(DealView::of).toList());
    }
}
