package io.whypfs.kit;

import io.whypfs.events.ContentDeleted;
import io.whypfs.events.ContentStored;
import io.whypfs.events.EventEnvelope;
import java.time.Instant;
import java.util.List;

/** Facts to tell in tests. */
public final class Facts {

    public static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    private static final Instant TIME = Instant.parse("2026-11-24T10:15:30Z");

    private Facts() {}

    public static EventEnvelope stored(long content, long sequence) {
        return EventEnvelope.of(
                new ContentStored(content, 7, CID, "a.txt", 10, 11, 99, 1, List.of("core-1"), 1, null),
                sequence,
                TIME,
                null);
    }

    public static EventEnvelope deleted(long content, long sequence) {
        return EventEnvelope.of(new ContentDeleted(content, 7, CID), sequence, TIME, null);
    }
}
