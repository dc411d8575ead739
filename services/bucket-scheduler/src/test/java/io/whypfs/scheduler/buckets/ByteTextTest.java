package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "1258291, 1.2 MiB",
        "8589934592, 8 GiB",
        "5497558138880, 5 TiB"
    })
    void readsLikeANumberForPeople(long bytes, String text) {
        assertThat(ByteText.of(bytes)).isEqualTo(text);
    }
}
