package io.whypfs.devnet.wire;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.CborWriter;
import io.whypfs.devnet.codec.Lint;
import io.whypfs.devnet.codec.RlePlus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Parameters and return value of PublishStorageDeals (market actor, method 4). */
public final class PublishDeals {

    private PublishDeals() {}

    /** {@code [[signed proposal…]]} */
    public static byte[] params(List<SignedProposal> deals) {
        CborWriter to = new CborWriter().array(1).array(deals.size());
        deals.forEach(deal -> to.raw(deal.encode()));
        return to.toBytes();
    }

    public static List<SignedProposal> readParams(byte[] params, Lint lint) throws BadBytes {
        CborReader from = new CborReader(params, lint);
        from.array(1, "the parameters of PublishStorageDeals");
        int count = from.array();
        List<SignedProposal> deals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deals.add(SignedProposal.read(from));
        }
        from.end();
        return deals;
    }

    /** {@code [[id…], bitfield]}; the bits are the positions that were taken, the ids are theirs in order. */
    public static byte[] returned(List<Long> ids, BitSet taken) {
        CborWriter to = new CborWriter().array(2).array(ids.size());
        ids.forEach(to::integer);
        return to.bytes(RlePlus.encode(taken)).toBytes();
    }
}
