package io.whypfs.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DevnetSettingsTest {

    @Test
    void hasTheDefaultsOfTheReadme() {
        DevnetSettings settings = DevnetSettings.from(List.of("--home=/tmp/x", "--port=1234"));
        assertThat(settings.providerPorts()).containsExactly(1235, 1236, 1237, 1238, 1239, 1240, 1241, 1242);
        assertThat(settings.epochMillis()).isEqualTo(200);
        assertThat(settings.publishEpochs()).isEqualTo(10);
        assertThat(settings.sealEpochs()).isEqualTo(10);
        assertThat(settings.finality()).isEqualTo(10);
        assertThat(settings.sealingEstimate()).isEqualTo(960);
        assertThat(settings.minimumDuration()).isEqualTo(518_400);
        assertThat(settings.minimumPieceSize()).isEqualTo(256);
        assertThat(settings.minimumRate()).isEqualTo(131_072);
        assertThat(settings.errorStatus()).isEqualTo(500);
        assertThat(settings.keepData()).isFalse();
        assertThat(settings.manual()).isFalse();
    }

    @Test
    void takesPortsAndNamesAsLists() {
        DevnetSettings settings = DevnetSettings.from(List.of(
                "--home=/tmp/x", "--port=1", "--provider-ports=5,7", "--verified-only=t01000,t01001", "--free"));
        assertThat(settings.providerPorts()).containsExactly(5, 7);
        assertThat(settings.verifiedOnly()).containsExactlyInAnyOrder("t01000", "t01001");
        assertThat(settings.free()).isTrue();
    }

    @Test
    void saysWhatItCannotUse() {
        assertThatThrownBy(() -> DevnetSettings.from(List.of("--port=1"))).hasMessage("--home= is missing");
        assertThatThrownBy(() -> DevnetSettings.from(List.of("--home=x", "--port=1", "--epoch-millis=fast")))
                .hasMessage("--epoch-millis=fast is no number");
        assertThatThrownBy(() -> DevnetSettings.from(List.of("--home=x", "--port=1", "--epoch-millis=0")))
                .hasMessage("--epoch-millis=0 is below 1");
        assertThatThrownBy(() -> DevnetSettings.from(List.of("--hom=x")))
                .hasMessageStartingWith("unknown argument --hom=x; there are");
        assertThatThrownBy(() -> DevnetSettings.from(List.of("--home=x", "--port=1", "--seal-epochs=0")))
                .hasMessage("--seal-epochs=0 is below 1");
    }
}
