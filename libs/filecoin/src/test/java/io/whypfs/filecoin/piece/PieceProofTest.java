package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceProofTest {

    private static final int NODE = PieceTree.PAYLOAD_PER_NODE;
    private static final byte[] PAYLOAD = Payloads.sha512Chain(5 * NODE + 12_345);
    private static final PieceTree TREE = Payloads.tree(PAYLOAD);

    @Test
    void provesEachKeptNodeAndTheZerosBehind() {
        for (int index = 0; index < 8; index++) {
            MerkleProof proof = TREE.proof(PieceTree.KEPT_LEVEL, index);

            assertThat(proof.root(TREE.node(PieceTree.KEPT_LEVEL, index))).isEqualTo(TREE.root());
            assertThat(proof.path()).hasSize(TREE.height() - PieceTree.KEPT_LEVEL);
        }
        assertThat(TREE.node(PieceTree.KEPT_LEVEL, 7)).isEqualTo(ZeroCommitments.level(PieceTree.KEPT_LEVEL));
    }

    @Test
    void provesRandomRangesFromTheEdgesAlone() {
        long seed = Long.getLong("whypfs.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            int from = random.nextInt(PAYLOAD.length);
            int length = 1 + random.nextInt(Math.min(PAYLOAD.length - from, 1 << (1 + random.nextInt(22))));

            RangeProof proof = open(from, length).prove(from, length);

            // Then one who has only the bytes and the piece's CID can check them
            assertThat(proof.root(groupsOf(from, length)))
                    .as("whypfs.seed=%d: %d bytes at %d", seed, length, from)
                    .isEqualTo(TREE.root());
        }
    }

    @Test
    void refusesARangeWhoseBytesAreOthers() {
        RangeProof proof = open(1_000_000, 200_000).prove(1_000_000, 200_000);
        List<Commitment> groups = new ArrayList<>(groupsOf(1_000_000, 200_000));

        groups.set(77, groups.get(78));

        assertThat(proof.root(groups)).isNotEqualTo(TREE.root());
        assertThatThrownBy(() -> proof.root(groups.subList(1, groups.size())))
                .isInstanceOf(FilecoinFormatException.class);
        RangeProof shortened = new RangeProof(
                proof.level(),
                proof.first(),
                proof.count(),
                proof.height(),
                proof.siblings().subList(1, proof.siblings().size()));
        assertThatThrownBy(() -> shortened.root(groups)).isInstanceOf(FilecoinFormatException.class);
    }

    private static OpenedPieceTree open(int from, int length) {
        OpenedPieceTree opened = new OpenedPieceTree(TREE);
        for (long index : OpenedPieceTree.nodesFor(from, length)) {
            int start = (int) index * NODE;
            opened.open(index, Arrays.copyOfRange(PAYLOAD, start, Math.min(PAYLOAD.length, start + NODE)));
        }
        return opened;
    }

    private static List<Commitment> groupsOf(int from, int length) {
        List<Commitment> groups = new ArrayList<>();
        for (int group = from / 127; group <= (from + length - 1) / 127; group++) {
            // The end of the payload is filled with zeros, as the rule says
            byte[] bytes = new byte[127];
            System.arraycopy(PAYLOAD, group * 127, bytes, 0, Math.min(127, PAYLOAD.length - group * 127));
            groups.add(Payloads.tree(bytes).root());
        }
        return groups;
    }

    @Test
    void refusesToOpenANodeWithOtherBytes() {
        OpenedPieceTree opened = new OpenedPieceTree(TREE);
        byte[] wrong = Arrays.copyOf(PAYLOAD, NODE);
        wrong[4711] ^= 1;

        assertThatThrownBy(() -> opened.open(0, wrong))
                .isInstanceOf(FilecoinFormatException.class)
                .hasMessage("The payload below node 0 is not the one that was hashed.");
        assertThatThrownBy(() -> opened.prove(10, 10)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void comesBackFromItsKeptNodes() {
        PieceTree again = PieceTree.of(TREE.payloadBytes(), TREE.keptNodes());

        assertThat(again.pieceCid()).isEqualTo(TREE.pieceCid());
        assertThat(TREE.keptNodes()).hasSize(6 * 32);
        assertThatThrownBy(() -> PieceTree.of(TREE.payloadBytes() + NODE, TREE.keptNodes()))
                .isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void writesAndReadsMerkleProofs() {
        MerkleProof proof = TREE.proof(PieceTree.KEPT_LEVEL, 5);
        CborWriter out = new CborWriter();
        proof.write(out);

        assertThat(CborReader.whole(out.toBytes(), MerkleProof::read)).isEqualTo(proof);
        Mutations.feed(out.toBytes(), bytes -> CborReader.whole(bytes, MerkleProof::read));
    }
}
