package io.whypfs.multiformats;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MulticodecTest {

    @Test
    void namesEveryConstantAsTheRegistryDoes() throws IllegalAccessException {
        Set<String> otherwise = Set.of("LIBP2P_PEER_RECORD");
        for (Field field : Multicodec.class.getDeclaredFields()) {
            if (field.getType() == long.class && !otherwise.contains(field.getName())) {
                String name = field.getName().toLowerCase(Locale.ROOT).replace('_', '-');

                assertThat(Multicodec.name(field.getLong(null)))
                        .as(field.getName())
                        .hasValueSatisfying(registered ->
                                assertThat(registered.replace('_', '-')).isEqualTo(name));
            }
        }
    }

    @Test
    void looksUpCodesByName() {
        assertThat(Multicodec.code("dag-pb")).hasValue(0x70);
        assertThat(Multicodec.code("no-such-codec")).isEmpty();
        assertThat(Multicodec.name(0x7fffffffffffL)).isEmpty();
    }
}
