package io.whypfs.corenode.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.kit.problem.ProblemException;
import io.whypfs.multiformats.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DagAddressTest {

    private static final String CID = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @Test
    void splitsAndDecodesOnce() {
        // When
        DagAddress address = DagAddress.parse(CID + "/a%20b//c%2Fd/%252e/gr%C3%BC%C3%9Fe+1/");

        // Then
        assertThat(address.root()).isEqualTo(Cid.parse(CID));
        assertThat(address.segments()).containsExactly("a b", "c/d", "%2e", "grüße+1");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/../b,bad-path",
        "/%2e%2e/b,bad-path",
        "/a/.,bad-path",
        "/a%zz,bad-path",
        "/a%4,bad-path",
        "/a%FF,bad-path",
    })
    void refusesPathsThatAreNone(String path, String slug) {
        assertThatThrownBy(() -> DagAddress.parse(CID + path))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().slug()).isEqualTo(slug));
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyf", "''"})
    void refusesCidsThatDoNotParse(String text) {
        assertThatThrownBy(() -> DagAddress.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().slug()).isEqualTo("bad-cid"));
    }
}
