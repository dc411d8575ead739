package io.whypfs.corenode.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DistinctCidsTest {

    @Test
    void countsEachCidOnceThroughManyGrowths() {
        // Given
        DistinctCids cids = new DistinctCids();

        // When
        int added = 0;
        for (int i = 0; i < 20_000; i++) {
            added += cids.add(cid(i % 10_000)) ? 1 : 0;
        }

        // Then
        assertThat(added).isEqualTo(10_000);
        assertThat(cids.contains(cid(9_999))).isTrue();
        assertThat(cids.contains(cid(10_000))).isFalse();
    }

    @Test
    void tellsVersionsAndCodecsOfOneHashApart() {
        // Given
        Multihash hash = Multihash.sha256(new byte[] {1});
        DistinctCids cids = new DistinctCids();

        // When, Then
        assertThat(cids.add(Cid.v0(hash))).isTrue();
        assertThat(cids.add(Cid.v1(Multicodec.DAG_PB, hash))).isTrue();
        assertThat(cids.add(Cid.v1(Multicodec.RAW, hash))).isTrue();
        assertThat(cids.add(Cid.v1(Multicodec.RAW, hash))).isFalse();
    }

    private static Cid cid(int number) {
        byte[] data = ByteBuffer.allocate(4).putInt(number).array();
        return Cid.v1(Multicodec.RAW, Multihash.sha256(data));
    }
}
