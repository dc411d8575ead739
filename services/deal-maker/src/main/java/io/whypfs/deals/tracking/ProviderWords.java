package io.whypfs.deals.tracking;

import io.whypfs.filecoin.mk12.DealStatus;
import java.util.Set;

/**
 * Words of providers for where a deal stands. Boost names checkpoints; Curio says less. Source: filecoin-project/boost,
 * storagemarket/types/dealcheckpoints, and filecoin-project/curio, market/mk12.
 */
final class ProviderWords {

    private static final int LONGEST = 300;

    /** Checkpoints behind the check of the piece. */
    private static final Set<String> HAS_PIECE = Set.of(
            "Transferred",
            "Published",
            "PublishConfirmed",
            "AddedPiece",
            "IndexedAndAnnounced",
            "Sealed",
            "Sealed and Indexed");

    /** Words for the end; with an error it was a bad one. */
    private static final Set<String> OVER = Set.of("Complete", "Failed", "Error");

    private ProviderWords() {}

    static boolean hasPiece(DealStatus status) {
        boolean isComplete =
                status.status().equals("Complete") && status.error().isBlank();
        return isComplete
                || HAS_PIECE.contains(status.status())
                || status.publishCid().isPresent();
    }

    static boolean isOverWithError(DealStatus status) {
        return !status.error().isBlank() && OVER.contains(status.status());
    }

    static String of(DealStatus status) {
        String words =
                status.sealingStatus().isBlank() ? status.status() : status.status() + ", " + status.sealingStatus();
        return clipped(words);
    }

    /** A stranger's text as the end of a sentence of ours: one line, not too long, with a full stop. */
    static String sentence(String text) {
        String line = clipped(text);
        return line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }

    /** PostgreSQL's texts hold no zero character, and nobody reads kilobytes. */
    private static String clipped(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
