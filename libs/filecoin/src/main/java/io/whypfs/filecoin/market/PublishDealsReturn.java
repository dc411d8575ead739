package io.whypfs.filecoin.market;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * What publishing a batch of deals gave: an id for each deal the chain took, in the order of the batch.
 *
 * <p>CBOR: {@code [[ids], bit field of the positions taken]}. A deal without its bit was dropped without a word. Immutable.
 */
public final class PublishDealsReturn {

    /** Far above what fits into one message. */
    private static final int MAX_DEALS = 8192;

    private static final int MAX_BIT_FIELD = 16_384;

    private final List<Long> dealIds;
    private final BitSet taken;

    private PublishDealsReturn(List<Long> dealIds, BitSet taken) {
        this.dealIds = dealIds;
        this.taken = taken;
    }

    /** @throws FilecoinFormatException when there is not one id for each deal taken */
    public static PublishDealsReturn decode(byte[] cbor) {
        return CborReader.whole(cbor, in -> {
            in.list(2);
            int count = in.list();
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ids.add(in.unsigned());
            }
            BitSet taken = RlePlus.decode(in.byteString(MAX_BIT_FIELD), MAX_DEALS);
            if (taken.cardinality() != ids.size()) {
                throw new FilecoinFormatException(
                        "The chain took " + taken.cardinality() + " deals but gave " + ids.size() + " ids.");
            }
            return new PublishDealsReturn(List.copyOf(ids), taken);
        });
    }

    /** The id of the deal at a position of the published batch; empty when the chain dropped it. */
    public OptionalLong dealId(int position) {
        if (!taken.get(position)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(dealIds.get(taken.get(0, position).cardinality()));
    }

    /** Positions the chain took, rising. */
    public List<Integer> positions() {
        return taken.stream().boxed().toList();
    }

    public List<Long> dealIds() {
        return dealIds;
    }
}
