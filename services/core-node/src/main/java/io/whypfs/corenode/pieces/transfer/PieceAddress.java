package io.whypfs.corenode.pieces.transfer;

import io.whypfs.corenode.http.Exchange;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.piece.PieceCidV2;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which piece a request asks for.
 *
 * @param piece the piece
 * @param carBytes the payload's length, when the CID tells it
 */
record PieceAddress(PieceCid piece, OptionalLong carBytes) {

    private static final String BASIC = "basic ";

    /** Reads a CID of either version; empty when the text is none of a piece. */
    static Optional<PieceAddress> parse(String text) {
        try {
            return Optional.of(new PieceAddress(PieceCid.parse(text), OptionalLong.empty()));
        } catch (FilecoinFormatException _) {
            return parseVersion2(text);
        }
    }

    private static Optional<PieceAddress> parseVersion2(String text) {
        try {
            PieceCidV2 cid = PieceCidV2.parse(text);
            return Optional.of(new PieceAddress(cid.toV1(), OptionalLong.of(cid.payloadBytes())));
        } catch (FilecoinFormatException _) {
            return Optional.empty();
        }
    }

    /** The token a request carries: the password of its basic authorization, or the parameter {@code token}. */
    static Optional<String> token(Exchange exchange) {
        Optional<String> authorization = exchange.header("Authorization");
        return authorization.isPresent() ? password(authorization.get()) : exchange.query("token");
    }

    private static Optional<String> password(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
