package io.whypfs.ipld.data;

import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One value of the IPLD data model. Immutable, but for arrays, which are borrowed. */
public sealed interface DataValue {

    /** The absent value. */
    record Null() implements DataValue {}

    record Bool(boolean value) implements DataValue {}

    /** A whole number; DAG-CBOR holds those from -2^64 to 2^64 - 1. */
    record Int(BigInteger value) implements DataValue {
        public static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }
    }

    /** A finite number. */
    record Float(double value) implements DataValue {}

    record Text(String value) implements DataValue {}

    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] value) implements DataValue {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    record Link(Cid cid) implements DataValue {}

    record Sequence(List<DataValue> values) implements DataValue {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /** Entries in the order they were read; codecs sort when they write. Equality does not look at the order. */
    record Mapping(Map<String, DataValue> entries) implements DataValue {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** Hands over each link in this value, depth-first in order. */
    default void forEachLink(Consumer<Cid> visitor) {
        switch (this) {
            case Link link -> visitor.accept(link.cid());
            case Sequence sequence -> sequence.values().forEach(value -> value.forEachLink(visitor));
            case Mapping mapping -> mapping.entries().values().forEach(value -> value.forEachLink(visitor));
            case Null _, Bool _, Int _, Float _, Text _, Bytes _ -> {}
        }
    }
}
