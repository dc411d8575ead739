package io.whypfs.filecoin.piece;

/**
 * Decides once whether nodes are hashed in lanes.
 *
 * <p>The only class that names {@link LaneSubtreeHasher}, and only behind the check that its module is there: without
 * {@code --add-modules jdk.incubator.vector} that class cannot be loaded.
 */
final class SubtreeHasherChoice {

    private static final boolean WIDE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && LaneSubtreeHasher.isWorthwhile();

    private SubtreeHasherChoice() {}

    static boolean isWide() {
        return WIDE;
    }

    static SubtreeHasher lanes() {
        return new LaneSubtreeHasher();
    }
}
