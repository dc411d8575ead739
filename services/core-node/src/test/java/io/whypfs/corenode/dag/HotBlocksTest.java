package io.whypfs.corenode.dag;

import static org.assertj.core.api.Assertions.assertThat;

import io.whypfs.multiformats.Multihash;
import org.junit.jupiter.api.Test;

class HotBlocksTest {

    @Test
    void dropsTheBlockThatWasNotUsedForLongest() {
        // Given
        HotBlocks hot = new HotBlocks(2 * 1300);
        hot.put(key(1), new byte[1000]);
        hot.put(key(2), new byte[1000]);
        hot.get(key(1));

        // When
        hot.put(key(3), new byte[1000]);

        // Then
        assertThat(hot.get(key(1))).isPresent();
        assertThat(hot.get(key(2))).isEmpty();
        assertThat(hot.get(key(3))).isPresent();
    }

    @Test
    void keepsNoLargeBlock() {
        // Given
        HotBlocks hot = new HotBlocks(10_000_000);

        // When
        hot.put(key(1), new byte[64 * 1024 + 1]);
        hot.put(key(2), new byte[64 * 1024]);

        // Then
        assertThat(hot.get(key(1))).isEmpty();
        assertThat(hot.get(key(2))).isPresent();
    }

    private static Multihash key(int number) {
        return Multihash.sha256(new byte[] {(byte) number});
    }
}
