package io.whypfs.corenode.dag;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedBlocksTest {

    private static final byte[] DATA = {1, 2, 3};
    private static final Cid CID = Cid.v1(Multicodec.RAW, Multihash.sha256(DATA));

    private final Map<Cid, byte[]> disk = new HashMap<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final VerifiedBlocks blocks =
            new VerifiedBlocks(cid -> Optional.ofNullable(disk.get(cid)), 1_000_000, metrics);

    @Test
    void takesADamagedBlockForAbsentAndCountsIt() throws IOException {
        // Given
        disk.put(CID, new byte[] {1, 2, 4});

        // When
        Optional<byte[]> read = blocks.get(CID);

        // Then
        assertThat(read).isEmpty();
        assertThat(metrics.counter("whypfs.blocks.damaged").count()).isEqualTo(1);
    }

    @Test
    void givesAHotBlockWithoutTheDisk() throws IOException {
        // Given
        disk.put(CID, DATA);
        blocks.get(CID);
        disk.clear();

        // When
        Optional<byte[]> read = blocks.get(CID);

        // Then
        assertThat(read).contains(DATA);
    }
}
