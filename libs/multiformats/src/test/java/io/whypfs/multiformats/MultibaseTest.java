package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultibaseTest {

    static Stream<Arguments> canonical() {
        return Stream.of("multibase_basic.csv", "multibase_leading_zero.csv", "multibase_two_leading_zeros.csv")
                .flatMap(MultibaseTest::rows);
    }

    static Stream<Arguments> otherCase() {
        return rows("multibase_case_insensitivity.csv");
    }

    private static Stream<Arguments> rows(String file) {
        List<String> lines = Vectors.lines(file);
        String input = unquoted(lines.getFirst()).replace("\\x00", "\0");
        List<Arguments> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(Arguments.of(line.split(",")[0], unquoted(line), input.getBytes(StandardCharsets.UTF_8)));
        }
        return rows.stream();
    }

    private static String unquoted(String line) {
        return line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void readsAndWritesEveryVector(String encoding, String text, byte[] bytes) {
        Multibase base = Multibase.of(text);

        assertThat(base.name().replace("_", "")).isEqualToIgnoringCase(encoding);
        assertThat(base.encode(bytes)).isEqualTo(text);
        assertThat(Multibase.decode(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("otherCase")
    void readsLettersOfTheOtherCase(String encoding, String text, byte[] bytes) {
        assertThat(Multibase.decode(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(Multibase.class)
    void readsBackWhatItWrote(Multibase base) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int length = 0; length < 80; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            Arrays.fill(bytes, 0, Math.min(length, random.nextInt(4)), (byte) 0);

            assertThat(Multibase.decode(base.encode(bytes))).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?abc",
                "b0",
                "b1",
                "bab=",
                "ba",
                "bb7",
                "MeWVzIG1hbmkgIQ",
                "MeQ=====",
                "ueWVz+",
                "z0",
                "c========",
                "kÄ",
                "f0"
            })
    void refusesTextThatIsNoBase(String text) {
        assertThatThrownBy(() -> Multibase.decode(text)).isInstanceOf(MultiformatException.class);
    }
}
