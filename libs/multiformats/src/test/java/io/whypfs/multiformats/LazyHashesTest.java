package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LazyHashesTest {

    @Test
    @Timeout(30)
    void loadsNoBouncyCastleClassForSha256() throws IOException, InterruptedException {
        // Given: the module's classes alone, so that a touch of BouncyCastle cannot go unseen
        String classes = Path.of(Multihash.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        String tests = Path.of(Sha256Program.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();

        // When
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + System.getProperty("path.separator") + tests,
                        Sha256Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());

        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo("true");
    }

    /** Hashes and verifies once. */
    public static final class Sha256Program {

        private Sha256Program() {}

        public static void main(String[] arguments) {
            Cid cid = CidPolicy.require(Cid.v1(Multicodec.RAW, Multihash.sha256(new byte[] {1})));
            System.out.print(cid.multihash().verifies(new byte[] {1}));
        }
    }
}
