package io.whypfs.corenode.ingest;

import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import java.util.Arrays;

/**
 * A set of CIDs that costs at most 64 bytes each: an upload of a TiB has a million of them.
 *
 * <p>Keeps 128 bits of a SHA-256 over the CID, or of the digest itself where that is one. Open addressing, linear probing.
 * Two CIDs that share those bits would count as one; to find such two takes 2^64 hashes, and only the finder's own
 * statistics would be wrong.
 */
public final class DistinctCids {

    private static final int FIRST_CAPACITY = 64;
    private static final int SHA2_256 = 0x12;

    private long[] slots = new long[2 * FIRST_CAPACITY];
    private int size;

    /** Adds the CID; returns false when it was in. */
    public boolean add(Cid cid) {
        if (2 * (size + 1) > slots.length / 2) {
            grow();
        }
        long[] key = key(cid);
        if (!insert(slots, key[0], key[1])) {
            return false;
        }
        size++;
        return true;
    }

    public boolean contains(Cid cid) {
        long[] key = key(cid);
        int slot = slot(slots, key[0], key[1]);
        return slots[slot] == key[0] && slots[slot + 1] == key[1];
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0 || slots[i + 1] != 0) {
                insert(larger, slots[i], slots[i + 1]);
            }
        }
        slots = larger;
    }

    private static boolean insert(long[] slots, long high, long low) {
        int slot = slot(slots, high, low);
        if (slots[slot] == high && slots[slot + 1] == low) {
            return false;
        }
        slots[slot] = high;
        slots[slot + 1] = low;
        return true;
    }

    /** The slot that holds the key, or the empty one where it would go. */
    private static int slot(long[] slots, long high, long low) {
        int mask = slots.length / 2 - 1;
        int at = (int) low & mask;
        while ((slots[2 * at] != high || slots[2 * at + 1] != low) && (slots[2 * at] != 0 || slots[2 * at + 1] != 0)) {
            at = (at + 1) & mask;
        }
        return 2 * at;
    }

    private static long[] key(Cid cid) {
        Multihash multihash = cid.multihash();
        byte[] digest = multihash.digest();
        long salt = cid.codec() << 1 | cid.version();
        if (multihash.code() != SHA2_256 || digest.length != 32) {
            digest = Multihash.sha256(cid.toBytes()).digest();
        }
        long high = longAt(digest, 0) ^ salt;
        long low = longAt(digest, 8);
        // All zeros marks an empty slot.
        return new long[] {high, high == 0 && low == 0 ? 1 : low};
    }

    private static long longAt(byte[] bytes, int offset) {
        long value = 0;
        for (byte b : Arrays.copyOfRange(bytes, offset, offset + 8)) {
            value = value << 8 | b & 0xff;
        }
        return value;
    }
}
