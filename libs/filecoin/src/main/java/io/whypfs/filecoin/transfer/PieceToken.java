package io.whypfs.filecoin.transfer;

import io.whypfs.filecoin.piece.PieceCid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One deal's right to fetch one piece: {@code <deal uuid>.<64 hex digits>}, 101 characters.
 *
 * <p>The digits are HMAC-SHA256 over {@code "whypfs-piece|" + pieceCid (v1 text) + "|" + deal uuid} in UTF-8. The owner's
 * own right to read carries {@link #OWNER} in place of a deal.
 */
public final class PieceToken {

    /** Stands for the owner, who may always read. */
    public static final UUID OWNER = new UUID(0, 0);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int UUID_LENGTH = 36;
    private static final int LENGTH = UUID_LENGTH + 1 + 64;

    private final UUID deal;
    private final String text;

    private PieceToken(UUID deal, String text) {
        this.deal = deal;
        this.text = text;
    }

    /**
     * Makes the token of a deal.
     *
     * @param key the installation's secret, not empty; not kept
     * @throws IllegalArgumentException when the key is empty
     */
    public static PieceToken of(byte[] key, PieceCid piece, UUID deal) {
        return new PieceToken(deal, deal + "." + HexFormat.of().formatHex(mac(key, piece, deal)));
    }

    /**
     * Says whose token this is; empty when it is none for this piece. Takes the same time for every wrong one of the
     * right form.
     */
    public static Optional<UUID> verify(byte[] key, PieceCid piece, String text) {
        if (text.length() != LENGTH || text.charAt(UUID_LENGTH) != '.') {
            return Optional.empty();
        }
        Optional<UUID> deal = uuid(text.substring(0, UUID_LENGTH));
        return deal.filter(found -> MessageDigest.isEqual(
                of(key, piece, found).text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] mac(byte[] key, PieceCid piece, UUID deal) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(("whypfs-piece|" + piece + "|" + deal).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime knows HmacSHA256.", e);
        }
    }

    public UUID deal() {
        return deal;
    }

    /** The token as it travels. A secret: it belongs in no log. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "PieceToken[deal=" + deal + "]";
    }
}
