package io.whypfs.devnet.mk12;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.codec.Lint;
import io.whypfs.devnet.wire.SignedProposal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client proposes: a map of 7 keys (form 1.2.1); the form 1.2.0 has 5 and is read too. */
public record DealParams(
        UUID uuid,
        boolean offline,
        SignedProposal deal,
        Cid root,
        Transfer transfer,
        boolean removeUnsealed,
        boolean skipAnnounce,
        boolean old) {

    private static final Set<String> NEEDED =
            Set.of("DealUUID", "Transfer", "IsOffline", "DealDataRoot", "ClientDealProposal");

    public static DealParams read(byte[] bytes, Lint lint) throws BadBytes {
        CborReader from = new CborReader(bytes, lint);
        Reader reader = new Reader();
        MapReader.read(from, "DealParams", NEEDED, reader::field);
        from.end();
        DealParams params = reader.params();
        byte[] again = params.encode();
        if (!Arrays.equals(again, bytes)) {
            lint.found("DealParams of " + bytes.length + " bytes is not canonical: written again it has " + again.length
                    + " bytes");
        }
        return params;
    }

    static UUID uuid(byte[] bytes) throws BadBytes {
        if (bytes.length != 16) {
            throw new BadBytes("a deal's UUID has 16 bytes, not " + bytes.length);
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new UUID(from.getLong(), from.getLong());
    }

    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    public byte[] encode() {
        CborWriter to = new CborWriter().map(old ? 5 : 7);
        to.text("DealUUID").bytes(bytes(uuid)).text("Transfer");
        transfer.write(to);
        to.text("IsOffline").bool(offline).text("DealDataRoot").cid(root);
        if (!old) {
            to.text("SkipIPNIAnnounce").bool(skipAnnounce);
        }
        to.text("ClientDealProposal").raw(deal.encode());
        if (!old) {
            to.text("RemoveUnsealedCopy").bool(removeUnsealed);
        }
        return to.toBytes();
    }

    private static final class Reader {
        private @Nullable UUID uuid;
        private @Nullable Transfer transfer;
        private @Nullable Cid root;
        private @Nullable SignedProposal deal;
        private boolean offline;
        private boolean removeUnsealed;
        private boolean skipAnnounce;
        private boolean old = true;

        private boolean field(String key, CborReader from) throws BadBytes {
            switch (key) {
                case "DealUUID" -> uuid = DealParams.uuid(from.bytes(64));
                case "Transfer" -> transfer = Transfer.read(from);
                case "IsOffline" -> offline = from.bool();
                case "DealDataRoot" -> root = from.cid();
                case "ClientDealProposal" -> deal = SignedProposal.read(from);
                case "RemoveUnsealedCopy" -> removeUnsealed = newer(from);
                case "SkipIPNIAnnounce" -> skipAnnounce = newer(from);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean newer(CborReader from) throws BadBytes {
            old = false;
            return from.bool();
        }

        private DealParams params() throws BadBytes {
            if (uuid == null || transfer == null || root == null || deal == null) {
                throw new BadBytes("DealParams lacks a key");
            }
            return new DealParams(uuid, offline, deal, root, transfer, removeUnsealed, skipAnnounce, old);
        }
    }
}
