package io.whypfs.ipld.car;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.dagcbor.DagCbor;
import io.whypfs.ipld.data.DataValue;
import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The DAG-CBOR map at the start of a CAR: {@code {roots: [links], version: number}}. */
record CarHeader(long version, List<Cid> roots) {

    static CarHeader decode(byte[] bytes) throws CarException {
        try {
            if (DagCbor.decodeLax(bytes) instanceof DataValue.Mapping mapping
                    && mapping.entries().get("version") instanceof DataValue.Int version) {
                return new CarHeader(
                        version.value().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue(), roots(mapping));
            }
        } catch (CodecException e) {
            throw new CarException(CarException.Reason.GARBAGE, "The CAR header is broken: " + e.getMessage(), e);
        }
        throw new CarException(CarException.Reason.GARBAGE, "The CAR header is no map with a version.");
    }

    private static List<Cid> roots(DataValue.Mapping header) throws CarException {
        List<Cid> roots = new ArrayList<>();
        DataValue value = header.entries().getOrDefault("roots", new DataValue.Sequence(List.of()));
        if (!(value instanceof DataValue.Sequence sequence)) {
            throw new CarException(CarException.Reason.GARBAGE, "The CAR header's roots are no list.");
        }
        for (DataValue root : sequence.values()) {
            if (!(root instanceof DataValue.Link link)) {
                throw new CarException(CarException.Reason.GARBAGE, "The CAR header has a root that is no link.");
            }
            roots.add(link.cid());
        }
        return List.copyOf(roots);
    }

    byte[] encode() {
        DataValue links = new DataValue.Sequence(
                roots.stream().<DataValue>map(DataValue.Link::new).toList());
        try {
            return DagCbor.encode(new DataValue.Mapping(Map.of("roots", links, "version", DataValue.Int.of(version))));
        } catch (CodecException e) {
            throw new IllegalStateException("A CAR header always has a CBOR form.", e);
        }
    }
}
