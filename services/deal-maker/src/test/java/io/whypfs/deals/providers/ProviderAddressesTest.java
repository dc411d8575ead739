package io.whypfs.deals.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.filecoin.address.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderAddressesTest {

    @Test
    void theSettingNamesProvidersByTheirIds() {
        assertThat(ProvidersBeans.addresses(List.of("f01000", " t01001 ", "")))
                .containsExactly(Address.id(1000), Address.id(1001));
    }

    @Test
    void aWrongSettingIsNamed() {
        assertThatThrownBy(() -> ProvidersBeans.addresses(List.of("f01000", "nobody")))
                .hasMessageStartingWith("whypfs.providers.addresses: 'nobody' is no Filecoin address: ");
        assertThatThrownBy(() -> ProvidersBeans.addresses(List.of("f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy")))
                .hasMessageContaining("A storage provider is named by its id");
    }
}
