package io.whypfs.deals.tracking;

import io.whypfs.filecoin.mk12.Transfer;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.transfer.PieceToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where providers fetch pieces, and with which right. Transfer parameters are JSON: {@code
 * {"URL":"<public url>/pieces/<piece cid>","Headers":{"Authorization":"Basic <base64 of ':' and the token>"}}}. Source:
 * filecoin-project/boost, transport/types, HttpRequest.
 */
public final class PieceAddress {

    private final String base;
    private final byte[] key;

    /**
     * @param publicUrl the front door
     * @param secret shared with the core-nodes; empty: nobody gets the right to fetch anything
     */
    public PieceAddress(URI publicUrl, String secret) {
        this.base = publicUrl.toString().replaceAll("/+$", "");
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Why no right to fetch can be given; empty when it can. */
    public Optional<String> obstacle() {
        return key.length > 0
                ? Optional.empty()
                : Optional.of(
                        "The secret for fetching pieces is not set; set whypfs.pieces.secret as in the core-nodes.");
    }

    Transfer transfer(PieceCid piece, UUID deal, long carBytes) {
        String token = PieceToken.of(key, piece, deal).text();
        String basic = Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
        String json = "{\"URL\":\"" + url(piece) + "\",\"Headers\":{\"Authorization\":\"Basic " + basic + "\"}}";
        return new Transfer(carBytes, "http", json.getBytes(StandardCharsets.UTF_8), "");
    }

    private String url(PieceCid piece) {
        return base + "/pieces/" + piece;
    }

    /** Where the owner reads the piece; the token in it never ends. Empty when no right can be given. */
    public Optional<String> readUrl(PieceCid piece) {
        return obstacle().isPresent()
                ? Optional.empty()
                : Optional.of(url(piece) + "?token="
                        + PieceToken.of(key, piece, PieceToken.OWNER).text());
    }
}
