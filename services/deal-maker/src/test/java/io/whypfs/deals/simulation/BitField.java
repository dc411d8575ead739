package io.whypfs.deals.simulation;

import java.util.BitSet;
import java.util.List;

/** Writes a set of positions in RLE+, for batches of at most 15 deals. */
final class BitField {

    private final BitSet bits = new BitSet();
    private int at;

    private BitField() {}

    static byte[] of(List<Boolean> taken) {
        int last = taken.lastIndexOf(true);
        if (last < 0) {
            return new byte[0];
        }
        BitField field = new BitField();
        field.put(0, 2);
        field.put(taken.getFirst() ? 1 : 0, 1);
        for (int from = 0; from <= last; ) {
            int to = from;
            while (to <= last && taken.get(to).equals(taken.get(from))) {
                to++;
            }
            field.run(to - from);
            from = to;
        }
        return field.bits.toByteArray();
    }

    private void run(int length) {
        if (length == 1) {
            put(1, 1);
        } else {
            put(2, 2);
            put(length, 4);
        }
    }

    /** Low bits first. */
    private void put(int value, int count) {
        for (int i = 0; i < count; i++) {
            bits.set(at++, (value >> i & 1) == 1);
        }
    }
}
