package io.whypfs.corenode.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.kit.problem.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {

    static List<List<String>> refused() {
        return List.of(
                List.of("..", "'..' has the segment '..'"),
                List.of("a/../b", "has the segment '..'"),
                List.of("./a", "has the segment '.'"),
                List.of("/etc/passwd", "is absolute"),
                List.of("a//b", "has an empty segment"),
                List.of("a/", "has an empty segment"),
                List.of("", "is empty"),
                List.of("a\0b", "'a\\u0000b' has a NUL character"),
                List.of("a\nb", "'a\\u000ab' has a control character"),
                List.of("a\u0085", "has a control character"),
                List.of("a\\b", "has a backslash"),
                List.of("a/" + "x".repeat(256), "has a segment of 256 bytes"),
                List.of("ü".repeat(128), "has a segment of 256 bytes"),
                List.of("abcdefg/".repeat(600) + "a", "is longer than 4096 bytes"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesNamesThatCouldHarm(List<String> nameAndReason) {
        assertThatThrownBy(() -> EntryPath.parse(nameAndReason.get(0)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().slug()).isEqualTo("bad-name");
                    assertThat(e.problem().status()).isEqualTo(400);
                })
                .hasMessageContaining(nameAndReason.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", ".hidden", "a b/ü/😀", "CON", "a:b"})
    void takesOtherNamesAsTheyAre(String name) {
        assertThat(EntryPath.parse(name).text()).isEqualTo(name);
    }

    @Test
    void takesASegmentOf255Bytes() {
        assertThat(EntryPath.parse("x".repeat(255)).isPlain()).isTrue();
    }

    @Test
    void findsTheOneFirstSegmentThatAllPathsShare() {
        assertThat(commonFolder("site/a", "site/b/c")).isEqualTo("site");
        assertThat(commonFolder("site/a", "other/a")).isEmpty();
        assertThat(commonFolder("site/a", "a")).isEmpty();
        assertThat(commonFolder("a", "b")).isEmpty();
    }

    private static String commonFolder(String... paths) {
        return EntryPath.commonFolder(Stream.of(paths).map(EntryPath::parse).toList());
    }
}
