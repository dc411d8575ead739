package io.whypfs.devnet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.Vectors;
import io.whypfs.devnet.wire.PublishDeals;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RlePlusTest {

    static Stream<JsonNode> returns() {
        return Vectors.rows("publish-deals-return.json", "rows");
    }

    @ParameterizedTest
    @MethodSource("returns")
    void returnValuesAreThoseOfTheVectors(JsonNode row) throws BadBytes {
        // Given
        BitSet taken = new BitSet();
        row.get("valid_indices").forEach(index -> taken.set(index.asInt()));
        List<Long> ids = new ArrayList<>();
        row.get("deal_ids").forEach(id -> ids.add(id.asLong()));

        // When
        byte[] returned = PublishDeals.returned(ids, taken);

        // Then
        assertThat(returned).isEqualTo(Vectors.hex(row.get("return_cbor_hex")));
        assertThat(RlePlus.decode(Vectors.reader(Vectors.hex(row.get("bitfield_cbor_hex")))
                        .bytes(64)))
                .isEqualTo(taken);
    }

    @Test
    void refusesATrailingZeroByteAndOtherVersions() {
        assertThatThrownBy(() -> RlePlus.decode(new byte[] {0x0c, 0})).isInstanceOf(BadBytes.class);
        assertThatThrownBy(() -> RlePlus.decode(new byte[] {0x0d})).isInstanceOf(BadBytes.class);
    }
}
