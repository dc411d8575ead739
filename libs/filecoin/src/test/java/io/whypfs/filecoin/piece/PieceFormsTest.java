package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceFormsTest {

    private static final PieceTree TREE = Payloads.tree(Payloads.sha512Chain(1000));

    @ParameterizedTest
    @ValueSource(longs = {-128, 0, 1, 64, 127, 129, 192, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesPaddedSizesThatAreNone(long bytes) {
        assertThatThrownBy(() -> new PaddedPieceSize(bytes)).isInstanceOf(FilecoinFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-127, 0, 126, 128, 381, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesUnpaddedSizesThatAreNone(long bytes) {
        assertThatThrownBy(() -> new UnpaddedPieceSize(bytes)).isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void findsTheNaturalSize() {
        assertThat(PaddedPieceSize.naturalFor(0).bytes()).isEqualTo(128);
        assertThat(PaddedPieceSize.naturalFor(127).bytes()).isEqualTo(128);
        assertThat(PaddedPieceSize.naturalFor(128).bytes()).isEqualTo(256);
        assertThat(PaddedPieceSize.naturalFor(34_091_302_912L).bytes()).isEqualTo(1L << 35);
        assertThat(PaddedPieceSize.naturalFor(34_091_302_913L).bytes()).isEqualTo(1L << 36);
        assertThat(new PaddedPieceSize(256).holds(254)).isTrue();
        assertThat(new PaddedPieceSize(256).holds(255)).isFalse();
    }

    @Test
    void refusesCidsOfOtherThings() {
        String v1 = TREE.pieceCid().toString();
        String v2 = TREE.pieceCidV2().toString();
        for (String text : List.of(
                v2, "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi", "", "baga6ea4seaq", v1 + "a")) {
            assertThatThrownBy(() -> PieceCid.parse(text)).isInstanceOf(FilecoinFormatException.class);
        }
        assertThatThrownBy(() -> PieceCidV2.parse(v1)).isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void answersSpoiltCidsWithTheTypedException() {
        Mutations.feed(TREE.pieceCid().toCid().toBytes(), bytes -> PieceCid.of(cid(bytes)));
        Mutations.feed(TREE.pieceCidV2().toCid().toBytes(), bytes -> PieceCidV2.of(cid(bytes)));
    }

    private static Cid cid(byte[] bytes) {
        try {
            return Cid.decode(bytes);
        } catch (MultiformatException e) {
            throw new FilecoinFormatException(e.getMessage(), e);
        }
    }

    @Test
    void refusesToUnpadWhatIsNoFr32() {
        byte[] padded = new byte[128];
        padded[63] = 0x40;

        assertThatThrownBy(() -> Fr32.unpad(padded)).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> Fr32.unpad(new byte[127])).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> Fr32.pad(new byte[128])).isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void refusesSubtreesThatOverlapOrLieOutside() {
        Commitment some = TREE.root();
        assertThatThrownBy(() -> new SparseTree(
                        4, List.of(new SparseTree.Subtree(3, 0, some), new SparseTree.Subtree(2, 1, some))))
                .isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> new SparseTree(4, List.of(new SparseTree.Subtree(3, 2, some))))
                .isInstanceOf(FilecoinFormatException.class);
        SparseTree tree = new SparseTree(4, List.of(new SparseTree.Subtree(3, 0, some)));
        assertThatThrownBy(() -> tree.node(2, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tree.node(5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
