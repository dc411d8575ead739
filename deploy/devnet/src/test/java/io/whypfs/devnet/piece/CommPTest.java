package io.whypfs.devnet.piece;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommPTest {

    private static final String FILE = "piece-commitments.json";
    private static final long LARGEST = 64 << 20;

    static Stream<JsonNode> runs() {
        return Vectors.rows(FILE, "frc0069")
                .filter(row -> row.get("payload_length").asLong() <= LARGEST);
    }

    static Stream<JsonNode> repeated() {
        return Vectors.rows(FILE, "repeated_byte")
                .filter(row -> row.get("count").asLong() <= LARGEST);
    }

    static Stream<JsonNode> chains() {
        return Vectors.rows(FILE, "sha512_chain");
    }

    static Stream<JsonNode> groups() {
        return Vectors.rows(FILE, "fr32");
    }

    static Stream<JsonNode> zeros() {
        return Vectors.rows("zero-commitments.json", "levels");
    }

    private static String commitment(byte[] payload) {
        CommP commP = new CommP();
        commP.update(payload, 0, payload.length);
        return commP.finish().toString();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void isThatOfFrc69(JsonNode row) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (JsonNode run : row.get("payload_runs")) {
            byte[] bytes = new byte[run.get("count").asInt()];
            Arrays.fill(bytes, (byte) run.get("byte").asInt());
            payload.writeBytes(bytes);
        }
        assertThat(commitment(payload.toByteArray()))
                .isEqualTo(row.get("piece_cid_v1").asText());
        assertThat(PieceSize.natural(payload.size()))
                .isEqualTo(row.get("padded_size").asLong());
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void isThatOfRepeatedBytes(JsonNode row) {
        byte[] payload = new byte[row.get("count").asInt()];
        Arrays.fill(payload, (byte) row.get("byte").asInt());
        assertThat(commitment(payload)).isEqualTo(row.get("piece_cid_v1").asText());
    }

    @ParameterizedTest
    @MethodSource("chains")
    void isThatOfHashChains(JsonNode row) throws NoSuchAlgorithmException {
        int length = row.get("payload_length").asInt();
        byte[] payload = chain(length);
        assertThat(commitment(payload)).isEqualTo(row.get("piece_cid_v1").asText());
    }

    /** SHA-512 of zero bytes, of that, and so on. */
    private static byte[] chain(int length) throws NoSuchAlgorithmException {
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] payload = new byte[length];
        byte[] last = new byte[0];
        for (int at = 0; at < length; at += last.length) {
            last = sha512.digest(last);
            System.arraycopy(last, 0, payload, at, Math.min(last.length, length - at));
        }
        return payload;
    }

    @ParameterizedTest
    @MethodSource("groups")
    void expandsGroups(JsonNode row) {
        byte[] padded = new byte[Fr32.PADDED];
        Fr32.expand(Vectors.hex(row.get("unpadded_hex")), 0, padded);
        assertThat(padded).isEqualTo(Vectors.hex(row.get("padded_hex")));
    }

    @ParameterizedTest
    @MethodSource("zeros")
    void knowsTheCommitmentsOfZeros(JsonNode row) {
        assertThat(CommP.zero(row.get("level").asInt())).isEqualTo(Vectors.hex(row.get("commitment_hex")));
    }

    @Test
    void doesNotDependOnThePortionsInWhichBytesCome() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] payload = new byte[100_000];
        random.nextBytes(payload);

        // When
        CommP commP = new CommP();
        for (int at = 0; at < payload.length; ) {
            int portion = Math.min(payload.length - at, random.nextInt(700));
            commP.update(payload, at, portion);
            at += portion;
        }

        // Then
        assertThat(commP.finish().toString()).as("seed %s", seed).isEqualTo(commitment(payload));
    }
}
