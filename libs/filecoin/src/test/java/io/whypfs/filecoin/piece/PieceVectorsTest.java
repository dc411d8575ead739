package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the piece vectors. */
class PieceVectorsTest {

    private static final JsonNode VECTORS = Vectors.json("piece-commitments.json");

    static List<JsonNode> frc0069() {
        return Vectors.rows(VECTORS.get("frc0069"));
    }

    static List<JsonNode> repeatedBytes() {
        return Vectors.rows(VECTORS.get("repeated_byte"));
    }

    static List<JsonNode> sha512Chain() {
        return Vectors.rows(VECTORS.get("sha512_chain"));
    }

    static List<JsonNode> fr32Groups() {
        return Vectors.rows(VECTORS.get("fr32"));
    }

    static List<JsonNode> zeroLevels() {
        return Vectors.rows(Vectors.json("zero-commitments.json").get("levels"));
    }

    static List<JsonNode> cars() {
        return Vectors.rows(Vectors.json("car-to-piece.json").get("cars"));
    }

    @ParameterizedTest
    @MethodSource("frc0069")
    void matchesFrc0069(JsonNode row) {
        long length = row.get("payload_length").longValue();

        PieceTree tree = length < 1 << 24
                ? Payloads.tree(Payloads.runs(row.get("payload_runs"), (int) length))
                : treeOfZeros(length);

        assertThat(tree.size().bytes()).isEqualTo(row.get("padded_size").longValue());
        assertThat(tree.root()).hasToString(row.get("commitment_hex").textValue());
        assertThat(tree.pieceCid()).hasToString(row.get("piece_cid_v1").textValue());
        assertThat(tree.pieceCidV2()).hasToString(row.get("piece_cid_v2").textValue());
        assertThat(tree.pieceCidV2().padding()).isEqualTo(row.get("padding").longValue());
        assertThat(tree.height()).isEqualTo(row.get("height").intValue());
        PieceCidV2 parsed = PieceCidV2.parse(row.get("piece_cid_v2").textValue());
        assertThat(parsed).isEqualTo(new PieceCidV2(tree.root(), length));
        assertThat(parsed.toV1()).isEqualTo(tree.pieceCid());
    }

    /** One MiB of zeros is hashed, and its node stands for each of the thousands that follow. */
    private static PieceTree treeOfZeros(long length) {
        byte[] node = Payloads.tree(new byte[PieceTree.PAYLOAD_PER_NODE]).keptNodes();
        byte[] nodes = new byte[Math.toIntExact(length / PieceTree.PAYLOAD_PER_NODE) * Commitment.BYTES];
        for (int at = 0; at < nodes.length; at += Commitment.BYTES) {
            System.arraycopy(node, 0, nodes, at, Commitment.BYTES);
        }
        return PieceTree.of(length, nodes);
    }

    @ParameterizedTest
    @MethodSource("repeatedBytes")
    void matchesRepeatedBytes(JsonNode row) {
        byte[] payload = new byte[row.get("count").intValue()];
        Arrays.fill(payload, (byte) row.get("byte").intValue());

        assertPiece(Payloads.tree(payload), row);
    }

    @ParameterizedTest
    @MethodSource("sha512Chain")
    void matchesTheSha512Chain(JsonNode row) {
        PieceTree tree =
                Payloads.tree(Payloads.sha512Chain(row.get("payload_length").intValue()));

        assertPiece(tree, row);
        if (!row.get("piece_cid_v2_derived").isNull()) {
            assertThat(tree.pieceCidV2())
                    .hasToString(row.get("piece_cid_v2_derived").textValue());
        }
    }

    @ParameterizedTest
    @MethodSource("cars")
    void matchesCarFiles(JsonNode row) {
        byte[] car = Payloads.car(row);

        PieceTree tree = Payloads.tree(car);

        assertThat(car).hasSize(row.get("length").intValue());
        assertPiece(tree, row);
        assertThat(tree.pieceCidV2()).hasToString(row.get("piece_cid_v2").textValue());
        assertThat(tree.pieceCidV2().padding()).isEqualTo(row.get("padding").longValue());
        assertThat(tree.height()).isEqualTo(row.get("height").intValue());
        String paddedUp = row.get("same_car_padded_up_to_1MiB_piece_cid_v1").textValue();
        PaddedPieceSize mebibyte = new PaddedPieceSize(1 << 20);
        assertThat(tree.pieceCid().paddedUp(tree.size(), mebibyte)).hasToString(paddedUp);
        assertThat(PieceTree.of(car.length, mebibyte, tree.keptNodes()).pieceCid())
                .hasToString(paddedUp);
    }

    @Test
    void matchesTheTextPayload() {
        JsonNode row = VECTORS.get("text_payload");
        byte[] text = row.get("utf8").textValue().getBytes(StandardCharsets.UTF_8);

        assertPiece(
                Payloads.tree(Arrays.copyOf(text, row.get("zero_extended_to").intValue())), row);
    }

    private static void assertPiece(PieceTree tree, JsonNode row) {
        assertThat(tree.size())
                .isEqualTo(new PaddedPieceSize(row.get("padded_size").longValue()));
        assertThat(tree.pieceCid()).hasToString(row.get("piece_cid_v1").textValue());
        assertThat(PieceCid.parse(row.get("piece_cid_v1").textValue())).isEqualTo(tree.pieceCid());
    }

    @ParameterizedTest
    @MethodSource("fr32Groups")
    void padsAndUnpadsGroups(JsonNode row) {
        byte[] unpadded = Vectors.hex(row.get("unpadded_hex"));
        byte[] padded = Vectors.hex(row.get("padded_hex"));

        assertThat(Fr32.pad(unpadded)).isEqualTo(padded);
        assertThat(Fr32.unpad(padded)).isEqualTo(unpadded);
    }

    @Test
    void padsUpStepByStep() {
        List<JsonNode> steps = Vectors.rows(VECTORS.get("padded_up").get("steps"));
        PieceTree tree = Payloads.tree(Payloads.sha512Chain(1016));

        for (JsonNode step : steps) {
            PaddedPieceSize size = new PaddedPieceSize(step.get("padded_size").longValue());
            assertThat(tree.pieceCid().paddedUp(tree.size(), size))
                    .hasToString(step.get("piece_cid_v1").textValue());
        }
    }

    @ParameterizedTest
    @MethodSource("zeroLevels")
    void knowsZeroCommitments(JsonNode row) {
        int level = row.get("level").intValue();
        PaddedPieceSize size =
                new PaddedPieceSize(Long.parseLong(row.get("padded_size").textValue()));

        assertThat(ZeroCommitments.level(level))
                .hasToString(row.get("commitment_hex").textValue());
        assertThat(new PieceCid(ZeroCommitments.level(level)))
                .hasToString(row.get("piece_cid_v1").textValue());
        assertThat(PaddedPieceSize.ofHeight(level)).isEqualTo(size);
        assertThat(size.height()).isEqualTo(level);
        assertThat(size.toUnpadded().bytes())
                .isEqualTo(Long.parseLong(row.get("unpadded_size").textValue()));
        assertThat(size.toUnpadded().toPadded()).isEqualTo(size);
    }

    @Test
    void joinsThePiecesOfASector() {
        JsonNode sector = VECTORS.get("sector_commd");
        List<SparseTree.Subtree> subtrees = new ArrayList<>();
        long offset = 0;
        for (JsonNode piece : Vectors.rows(sector.get("pieces_in_order"))) {
            long size = piece.get("padded_size").longValue();
            offset = Math.ceilDiv(offset, size) * size;
            PieceCid cid = PieceCid.parse(piece.get("piece_cid_v1").textValue());
            subtrees.add(new SparseTree.Subtree(new PaddedPieceSize(size).height(), offset / size, cid.commitment()));
            offset += size;
        }

        SparseTree tree =
                new SparseTree(new PaddedPieceSize(sector.get("sector_size").longValue()).height(), subtrees);

        assertThat(new PieceCid(tree.root())).hasToString(sector.get("comm_d").textValue());
    }
}
