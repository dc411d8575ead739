package io.whypfs.filecoin.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.Mutations;
import io.whypfs.filecoin.Vectors;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.Fr32;
import io.whypfs.filecoin.piece.MerkleProof;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.Payloads;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.piece.PieceTree;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every aggregate of the vectors. */
class DataSegmentTest {

    static List<JsonNode> aggregates() {
        return Vectors.rows(Vectors.json("data-segments.json").get("aggregates"));
    }

    private static Aggregate aggregate(JsonNode row) {
        List<Aggregate.Segment> segments = Vectors.rows(row.get("entries")).stream()
                .map(DataSegmentTest::segment)
                .toList();
        return Aggregate.of(size(row, "deal_size_padded"), segments);
    }

    private static Aggregate.Segment segment(JsonNode entry) {
        return new Aggregate.Segment(PieceCid.parse(entry.get("piece_cid_v1").textValue()), size(entry, "size_padded"));
    }

    private static PaddedPieceSize size(JsonNode row, String name) {
        return new PaddedPieceSize(row.get(name).longValue());
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void placesSegmentsAndBuildsTheIndex(JsonNode row) {
        Aggregate aggregate = aggregate(row);

        assertThat(aggregate.pieceCid())
                .hasToString(row.get("aggregate_piece_cid_v1").textValue());
        assertThat(aggregate.pieceCidV2())
                .hasToString(row.get("aggregate_piece_cid_v2").textValue());
        assertThat(aggregate.indexPieceCid())
                .hasToString(row.get("index_piece_cid").textValue());
        assertThat(aggregate.index().capacity())
                .isEqualTo(row.get("max_index_entries").intValue());
        assertThat(aggregate.index().size()).isEqualTo(size(row, "index_size_padded"));
        assertThat(aggregate.index().payloadStart())
                .isEqualTo(row.get("index_start_unpadded").longValue());
        byte[] padded = Fr32.pad(aggregate.indexPayload());
        byte[] entries = Vectors.hex(row.get("index_entries_padded_hex"));
        assertThat(padded).startsWith(entries);
        if (row.has("index_area_unpadded_hex")) {
            assertThat(aggregate.indexPayload()).isEqualTo(Vectors.hex(row.get("index_area_unpadded_hex")));
        }
        assertThat(aggregate.index().validEntries(aggregate.indexPayload())).isEqualTo(aggregate.entries());
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void provesEachSegment(JsonNode row) {
        Aggregate aggregate = aggregate(row);

        for (int i = 0; i < aggregate.entries().size(); i++) {
            JsonNode expected = row.get("entries").get(i);
            SegmentEntry entry = aggregate.entries().get(i);
            InclusionProof proof = aggregate.proof(i);
            assertThat(Vectors.hex(entry.checksum()))
                    .isEqualTo(expected.get("checksum").textValue());
            assertThat(entry.offset()).isEqualTo(expected.get("offset_padded").longValue());
            assertThat(entry.payloadOffset())
                    .isEqualTo(expected.get("offset_unpadded").longValue());
            assertThat(entry.size().toUnpadded().bytes())
                    .isEqualTo(expected.get("length_unpadded").longValue());
            if (expected.has("proof_subtree")) {
                assertPath(proof.subtree(), expected.get("proof_subtree"));
                assertPath(proof.entry(), expected.get("proof_index"));
            }
            assertEncodings(proof, expected);
            assertThat(proof.verify(segment(expected).pieceCid(), entry.size()))
                    .isEqualTo(new InclusionProof.Included(aggregate.pieceCid(), size(row, "deal_size_padded")));
        }
    }

    private static void assertPath(MerkleProof proof, JsonNode expected) {
        assertThat(proof.index()).isEqualTo(expected.get("index").longValue());
        assertThat(proof.path())
                .map(Commitment::toString)
                .isEqualTo(Vectors.rows(expected.get("path")).stream()
                        .map(JsonNode::textValue)
                        .toList());
    }

    private static void assertEncodings(InclusionProof proof, JsonNode expected) {
        if (expected.has("inclusion_proof_cbor")) {
            byte[] cbor = Vectors.hex(expected.get("inclusion_proof_cbor"));
            assertThat(proof.encode()).isEqualTo(cbor);
            assertThat(InclusionProof.decode(cbor)).isEqualTo(proof);
        }
        if (expected.has("data_aggregation_proof_cbor_deal_id_1245")) {
            byte[] cbor = Vectors.hex(expected.get("data_aggregation_proof_cbor_deal_id_1245"));
            DataAggregationProof inDeal = new DataAggregationProof(proof, 1245);
            assertThat(inDeal.encode()).isEqualTo(cbor);
            assertThat(DataAggregationProof.decode(cbor)).isEqualTo(inDeal);
        }
    }

    @Test
    void isThePieceThatTheWrittenFileHashesTo() throws Exception {
        // Given the aggregate whose segments have payloads
        JsonNode row = aggregates().stream()
                .filter(candidate -> candidate.has("aggregate_unpadded_sha256"))
                .findFirst()
                .orElseThrow();
        Aggregate aggregate = aggregate(row);

        // When the file is written as a provider would download it
        byte[] file = new byte[row.get("aggregate_unpadded_len").intValue()];
        for (int i = 0; i < aggregate.entries().size(); i++) {
            byte[] payload = Payloads.sha512Chain(
                    row.get("entries").get(i).get("payload_len").intValue());
            int at = (int) aggregate.entries().get(i).payloadOffset();
            System.arraycopy(payload, 0, file, at, payload.length);
        }
        byte[] index = aggregate.indexPayload();
        System.arraycopy(index, 0, file, (int) aggregate.index().payloadStart(), index.length);

        // Then it is the published one, and its commitment the one made of commitments alone
        assertThat(Vectors.hex(MessageDigest.getInstance("SHA-256").digest(file)))
                .isEqualTo(row.get("aggregate_unpadded_sha256").textValue());
        PieceTree tree = Payloads.tree(file);
        assertThat(tree.pieceCid()).isEqualTo(aggregate.pieceCid());
    }

    @Test
    void refusesProofsOfOtherPieces() {
        JsonNode row = aggregates().getFirst();
        Aggregate aggregate = aggregate(row);
        PieceCid first = segment(row.get("entries").get(0)).pieceCid();
        PieceCid second = segment(row.get("entries").get(1)).pieceCid();
        PaddedPieceSize firstSize = aggregate.entries().get(0).size();
        InclusionProof proof = aggregate.proof(0);

        assertThatThrownBy(() -> proof.verify(second, firstSize)).isInstanceOf(FilecoinFormatException.class);
        assertThatThrownBy(() -> proof.verify(first, aggregate.entries().get(1).size()))
                .isInstanceOf(FilecoinFormatException.class);
        InclusionProof mixed =
                new InclusionProof(proof.subtree(), aggregate.proof(1).entry());
        assertThatThrownBy(() -> mixed.verify(first, firstSize)).isInstanceOf(FilecoinFormatException.class);
        MerkleProof outside = new MerkleProof(3, proof.entry().path());
        assertThatThrownBy(() -> new InclusionProof(proof.subtree(), outside).verify(first, firstSize))
                .hasMessage("The proof's index entry lies outside the index.");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Aggregate.Segment segment =
                segment(aggregates().getFirst().get("entries").get(0));
        PaddedPieceSize mebibyte = new PaddedPieceSize(1 << 20);

        assertThatThrownBy(() -> Aggregate.of(mebibyte, List.of(segment, segment)))
                .hasMessage(
                        "The segments and their index do not fit 1048576 bytes; segment 1 is the first without room.");
        Aggregate.Segment tiny = new Aggregate.Segment(segment.pieceCid(), PaddedPieceSize.SMALLEST);
        assertThatThrownBy(() -> Aggregate.of(mebibyte, Collections.nCopies(9, tiny)))
                .hasMessage("A piece of 1048576 bytes takes 8 segments, but got 9.");
        assertThatThrownBy(() -> new SegmentIndex(new PaddedPieceSize(256)))
                .isInstanceOf(FilecoinFormatException.class);
    }

    @Test
    void provesManySmallSegmentsWithoutGaps() {
        Aggregate.Segment tiny =
                new Aggregate.Segment(Payloads.tree(Payloads.sha512Chain(100)).pieceCid(), PaddedPieceSize.SMALLEST);
        List<Aggregate.Segment> segments = new ArrayList<>(Collections.nCopies(4000, tiny));

        Aggregate aggregate = Aggregate.of(new PaddedPieceSize(1 << 29), segments);

        assertThat(aggregate.proof(3999).verify(tiny.pieceCid(), tiny.size()).pieceCid())
                .isEqualTo(aggregate.pieceCid());
        assertThat(aggregate.entries().getLast().offset()).isEqualTo(3999 * 128);
    }

    @Test
    void answersSpoiltBytesWithTheTypedException() {
        JsonNode entry = aggregates().getFirst().get("entries").get(0);
        Mutations.feed(Vectors.hex(entry.get("inclusion_proof_cbor")), InclusionProof::decode);
        Mutations.feed(
                Vectors.hex(entry.get("data_aggregation_proof_cbor_deal_id_1245")), DataAggregationProof::decode);
        Mutations.feed(aggregate(aggregates().getFirst()).entries().getFirst().encode(), SegmentEntry::decode);
        Mutations.feed(
                Vectors.hex(entry.get("inclusion_proof_cbor")),
                cbor -> InclusionProof.decode(cbor)
                        .verify(segment(entry).pieceCid(), segment(entry).size()));
    }
}
