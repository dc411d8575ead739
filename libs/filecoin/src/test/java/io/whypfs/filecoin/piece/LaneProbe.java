package io.whypfs.filecoin.piece;

/** Prints whether this JVM hashes in lanes, and the root of a payload that fills a node; started by {@link LaneChoiceIT}. */
final class LaneProbe {

    private LaneProbe() {}

    public static void main(String[] arguments) {
        PieceTree tree = Payloads.tree(Payloads.sha512Chain(PieceTree.PAYLOAD_PER_NODE));
        System.out.println(SubtreeHasherChoice.isWide() + " " + tree.root());
    }
}
