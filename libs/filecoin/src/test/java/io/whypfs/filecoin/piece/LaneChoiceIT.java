package io.whypfs.filecoin.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs with and without the module and with other widths of vector make the same root. */
@Timeout(120)
class LaneChoiceIT {

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    private static final byte[] PAYLOAD = Payloads.sha512Chain(PieceTree.PAYLOAD_PER_NODE);

    @Test
    void hashesOneByOneWithoutTheModule() throws Exception {
        assertThat(probe()).isEqualTo("false " + expectedRoot());
    }

    /** What the processor does not have, the JVM lowers to what it has. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void makesTheSameRootAtEveryWidth(int vectorBytes) throws Exception {
        assertThat(probe(MODULE, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:MaxVectorSize=" + vectorBytes))
                .endsWith(" " + expectedRoot());
    }

    @Test
    void leavesNarrowVectorsToTheJdk() throws Exception {
        assertThat(probe(MODULE, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:MaxVectorSize=16"))
                .isEqualTo("false " + expectedRoot());
    }

    private static String expectedRoot() {
        DigestSubtreeHasher hasher = new DigestSubtreeHasher();
        byte[] roots = new byte[4 * Commitment.BYTES];
        for (int i = 0; i < 4; i++) {
            hasher.root(PAYLOAD, i * SubtreeHasher.PAYLOAD_BYTES, roots, i * Commitment.BYTES);
        }
        new NodeHash().reduce(roots, 4);
        return Commitment.of(Arrays.copyOf(roots, Commitment.BYTES)).toString();
    }

    private static String probe(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(LaneProbe.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.contains(" "))
                .reduce("", (first, last) -> last)
                .strip();
    }
}
