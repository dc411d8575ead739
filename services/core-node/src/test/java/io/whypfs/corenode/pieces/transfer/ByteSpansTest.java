package io.whypfs.corenode.pieces.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ByteSpansTest {

    @Test
    void joinsSpansThatOverlapOrTouch() {
        ByteSpans spans = new ByteSpans();
        assertThat(spans.isEmpty()).isTrue();
        assertThat(spans).hasToString("{}");

        spans.add(10, 20);
        spans.add(30, 40);
        spans.add(20, 25);
        spans.add(5, 5);
        assertThat(spans).hasToString("{[10,25),[30,40)}");

        spans.add(0, 100);
        assertThat(spans).hasToString("{[0,100)}");
        assertThat(spans.isEmpty()).isFalse();
    }

    @Test
    void isTheSameSetAsBitByBit() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        ByteSpans spans = new ByteSpans();
        ByteSpans others = new ByteSpans();
        BitSet bits = new BitSet();
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(1000);
            int end = from + random.nextInt(12);
            (random.nextBoolean() ? spans : others).add(from, end);
            bits.set(from, end);
        }
        spans.addAll(others);

        assertThat(spans).hasToString(ranges(bits));
    }

    private static String ranges(BitSet bits) {
        return bits.stream()
                .filter(bit -> bit == 0 || !bits.get(bit - 1))
                .mapToObj(bit -> "[" + bit + "," + bits.nextClearBit(bit) + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
