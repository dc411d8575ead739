package io.whypfs.corenode.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=2-5,2,4",
        "bytes=9-9,9,1",
        "bytes=5-,5,5",
        "bytes=5-99999999999,5,5",
        "bytes=-3,7,3",
        "bytes=-99,0,10",
        "bytes= 1-2 ,1,2",
    })
    void takesOneRangeOfTen(String header, long from, long length) {
        assertThat(ByteRange.parse(Optional.of(header), 10))
                .isEqualTo(new ByteRange.Wish.Part(new ByteRange(from, length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999999999-"})
    void cannotSatisfyRangesBehindTheEnd(String header) {
        assertThat(ByteRange.parse(Optional.of(header), 10)).isEqualTo(new ByteRange.Wish.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=0x1-2"})
    void ignoresWhatIsNoSingleByteRange(String header) {
        assertThat(ByteRange.parse(Optional.of(header), 10)).isEqualTo(new ByteRange.Wish.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1"})
    void hasNoRangeOfNothing(String header) {
        assertThat(ByteRange.parse(Optional.of(header), 0)).isEqualTo(new ByteRange.Wish.Unsatisfiable());
    }
}
