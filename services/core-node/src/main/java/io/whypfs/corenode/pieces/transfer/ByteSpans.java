package io.whypfs.corenode.pieces.transfer;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A set of bytes of a whole, as spans that neither overlap nor touch. For one thread. */
final class ByteSpans {

    /** From the first byte of a span to the byte behind its last. */
    private final NavigableMap<Long, Long> spans = new TreeMap<>();

    void add(long from, long end) {
        if (from >= end) {
            return;
        }
        long first = from;
        long last = end;
        Map.Entry<Long, Long> before = spans.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        NavigableMap<Long, Long> covered = spans.subMap(first, true, last, true);
        for (long known : covered.values()) {
            last = Math.max(last, known);
        }
        covered.clear();
        spans.put(first, last);
    }

    void addAll(ByteSpans others) {
        others.spans.forEach(this::add);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** As PostgreSQL writes a multirange: {@code {[0,10),[20,30)}}. */
    @Override
    public String toString() {
        return spans.entrySet().stream()
                .map(span -> "[" + span.getKey() + "," + span.getValue() + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
