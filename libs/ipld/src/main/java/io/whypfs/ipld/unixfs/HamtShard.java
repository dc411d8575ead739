package io.whypfs.ipld.unixfs;

import io.whypfs.ipld.dagpb.DagPbLink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A HAMT node whose parts have been checked against each other: legal fanout, the known hash, one link per set bit, and
 * every link's label the bit's number.
 *
 * @param fanout buckets of the node
 * @param slots links in bucket order
 */
record HamtShard(int fanout, List<Slot> slots) {

    /** A bucket's link: a sub-shard when the name is empty, else an entry. */
    record Slot(int bucket, byte[] name, DagPbLink link) {
        boolean isShard() {
            return name.length == 0;
        }

        DirectoryEntry toEntry() {
            return new DirectoryEntry(
                    new String(name, StandardCharsets.UTF_8),
                    link.cid(),
                    link.tsize().orElse(0));
        }
    }

    static HamtShard of(Node.UnixFs node) throws UnixFsException {
        UnixFsNode message = node.message();
        if (message.hashType().orElse(-1) != UnixFsNode.HAMT_HASH) {
            throw new UnixFsException("The HAMT uses another hash than murmur3-x64-64.");
        }
        if (!Fanout.isLegal(message.fanout().orElse(-1))) {
            throw new UnixFsException("The HAMT's fanout "
                    + Long.toUnsignedString(message.fanout().orElse(-1)) + " is no power of two from 8 to 1024.");
        }
        int fanout = (int) message.fanout().getAsLong();
        int[] buckets = setBits(message.data(), fanout);
        List<DagPbLink> links = node.dagPb().links();
        if (buckets.length != links.size()) {
            throw new UnixFsException(
                    "The HAMT node has " + links.size() + " links but " + buckets.length + " bits set.");
        }
        List<Slot> slots = new ArrayList<>(buckets.length);
        for (int i = 0; i < buckets.length; i++) {
            slots.add(slot(links.get(i), buckets[i], fanout));
        }
        return new HamtShard(fanout, slots);
    }

    private static int[] setBits(byte[] bitField, int fanout) throws UnixFsException {
        if (bitField.length > fanout / 8) {
            throw new UnixFsException("The HAMT's bit field is longer than its fanout of " + fanout + ".");
        }
        int[] bits = new int[fanout];
        int count = 0;
        for (int bit = 0; bit < bitField.length * 8; bit++) {
            if ((bitField[bitField.length - 1 - bit / 8] >>> bit % 8 & 1) != 0) {
                bits[count++] = bit;
            }
        }
        return Arrays.copyOf(bits, count);
    }

    private static Slot slot(DagPbLink link, int bucket, int fanout) throws UnixFsException {
        byte[] labelled = link.nameBytes();
        byte[] label = Fanout.label(bucket, fanout).getBytes(StandardCharsets.US_ASCII);
        if (labelled.length < label.length || !Arrays.equals(labelled, 0, label.length, label, 0, label.length)) {
            throw new UnixFsException("The HAMT link '" + link.name() + "' does not start with its bucket's label.");
        }
        return new Slot(bucket, Arrays.copyOfRange(labelled, label.length, labelled.length), link);
    }

    Optional<Slot> slotAt(int bucket) {
        return slots.stream().filter(slot -> slot.bucket() == bucket).findFirst();
    }

    /** A node below another; it must fit to it and cannot be empty. */
    static HamtShard below(HamtShard parent, Node node) throws UnixFsException {
        if (!(node instanceof Node.UnixFs unixFs) || unixFs.message().type() != UnixFsNode.Type.HAMT_SHARD) {
            throw new UnixFsException("A HAMT links to a node that is no HAMT where one should stand.");
        }
        HamtShard shard = of(unixFs);
        if (shard.fanout() != parent.fanout()) {
            throw new UnixFsException("A HAMT node has another fanout than the node above it.");
        }
        if (shard.slots().isEmpty()) {
            throw new UnixFsException("A HAMT node below another is empty.");
        }
        return shard;
    }
}
