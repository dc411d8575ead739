package io.whypfs.ipld.dagpb;

import io.whypfs.ipld.CodecException;
import io.whypfs.ipld.data.DataValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A DAG-PB node as a value of the data model: a map with {@code Links}, a list, and optionally {@code Data}, bytes.
 *
 * <p>Any other shape is refused. Source: ipld/specs, DAG-PB, logical format.
 */
public final class DagPbForm {

    private DagPbForm() {}

    public static DataValue toData(DagPbNode node) {
        Map<String, DataValue> entries = new LinkedHashMap<>();
        node.data().ifPresent(data -> entries.put("Data", new DataValue.Bytes(data)));
        entries.put(
                "Links",
                new DataValue.Sequence(
                        node.links().stream().map(DagPbForm::toData).toList()));
        return new DataValue.Mapping(entries);
    }

    private static DataValue toData(DagPbLink link) {
        Map<String, DataValue> entries = new LinkedHashMap<>();
        entries.put("Hash", new DataValue.Link(link.cid()));
        if (link.hasNameField()) {
            entries.put("Name", new DataValue.Text(link.name()));
        }
        link.tsize().ifPresent(tsize -> entries.put("Tsize", DataValue.Int.of(tsize)));
        return new DataValue.Mapping(entries);
    }

    public static DagPbNode toNode(DataValue value) throws CodecException {
        Map<String, DataValue> entries = entries(value, Set.of("Data", "Links"));
        if (!(entries.get("Links") instanceof DataValue.Sequence links)) {
            throw new CodecException("The dag-pb form has no list 'Links'.");
        }
        byte[] data = null;
        if (entries.containsKey("Data")) {
            if (!(entries.get("Data") instanceof DataValue.Bytes bytes)) {
                throw new CodecException("The dag-pb form's 'Data' is not bytes.");
            }
            data = bytes.value();
        }
        List<DagPbLink> nodeLinks = new ArrayList<>();
        for (DataValue link : links.values()) {
            nodeLinks.add(toLink(link));
        }
        DagPbNode node = DagPbNode.of(nodeLinks, data);
        if (!node.links().equals(nodeLinks)) {
            throw new CodecException("The dag-pb form's links are not sorted by the bytes of their names.");
        }
        return node;
    }

    private static DagPbLink toLink(DataValue value) throws CodecException {
        Map<String, DataValue> entries = entries(value, Set.of("Hash", "Name", "Tsize"));
        if (!(entries.get("Hash") instanceof DataValue.Link hash)) {
            throw new CodecException("The dag-pb link form's 'Hash' is not a link.");
        }
        byte[] name = null;
        if (entries.containsKey("Name")) {
            if (!(entries.get("Name") instanceof DataValue.Text text)) {
                throw new CodecException("The dag-pb link form's 'Name' is not text.");
            }
            name = text.value().getBytes(StandardCharsets.UTF_8);
        }
        Long tsize = null;
        if (entries.containsKey("Tsize")) {
            if (!(entries.get("Tsize") instanceof DataValue.Int number)
                    || number.value().signum() < 0
                    || number.value().bitLength() > 63) {
                throw new CodecException("The dag-pb link form's 'Tsize' is not a whole number from 0 to 2^63 - 1.");
            }
            tsize = number.value().longValue();
        }
        return new DagPbLink(hash.cid(), name, tsize);
    }

    private static Map<String, DataValue> entries(DataValue value, Set<String> allowed) throws CodecException {
        if (!(value instanceof DataValue.Mapping mapping)) {
            throw new CodecException("The dag-pb form is not a map.");
        }
        if (!allowed.containsAll(mapping.entries().keySet())) {
            throw new CodecException("The dag-pb form has keys beside " + allowed + ".");
        }
        return mapping.entries();
    }
}
