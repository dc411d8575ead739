package io.whypfs.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPathTest {

    private static final String CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

    @Test
    void decodesSegmentsAndEncodesThemAnew() {
        ContentPath path = ContentPath.parse(CID + "/a%20b//c%2Fd/%C3%A4+/");
        assertThat(path.segments()).containsExactly("a b", "c/d", "ä+");
        assertThat(path.endsWithSlash()).isTrue();
        assertThat(path.canonical()).isEqualTo("/ipfs/" + CID + "/a%20b/c%2Fd/%C3%A4%2B");
    }

    @Test
    void readsABareCid() {
        ContentPath path = ContentPath.parse(CID);
        assertThat(path.segments()).isEmpty();
        assertThat(path.endsWithSlash()).isFalse();
        assertThat(path.encodedBelow()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "/a", CID + "/%", CID + "/%4", CID + "/%zz", CID + "/%ff", CID + "/a/../b", CID + "/%2e"
            })
    void refusesWhatIsNoPath(String encoded) {
        assertThatThrownBy(() -> ContentPath.parse(encoded))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }
}
