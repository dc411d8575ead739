package io.whypfs.deals.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilAmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.07 FIL, 70000000000000000",
        "10FIL, 10000000000000000000",
        "10 fil, 10000000000000000000",
        "0.000000000000000001 FIL, 1",
        "70000000000000000, 70000000000000000",
        "5 attoFIL, 5",
        "' 5 ', 5",
    })
    void readsFilAndAttoFil(String text, String attoFil) {
        assertThat(FilAmount.parse(text)).hasToString(attoFil);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "FIL", "-1", "-1 FIL", "0.5", "1e3", "0.0000000000000000001 FIL", "1,5 FIL", "1 nanoFIL"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> FilAmount.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no amount; write it like 0.07 FIL");
    }
}
