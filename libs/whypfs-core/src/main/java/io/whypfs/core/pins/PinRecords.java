package io.whypfs.core.pins;

import io.whypfs.multiformats.Cid;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Text form of pin changes: one line per change that happens as a whole.
 *
 * <pre>
 *  CRC-32 of the rest, 8 hex digits, then for each pin: ' +' or ' -', kind, ',', root, ',', owner (URL-encoded)
 *  1a2b3c4d +recursive,bafy...,content-42 +direct,bafk...,content-43
 * </pre>
 */
final class PinRecords {

    /** A pin that was added, or taken away. */
    record Change(boolean added, Pin pin) {}

    private PinRecords() {}

    static byte[] line(List<Change> changes) {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            Pin pin = change.pin();
            text.append(' ')
                    .append(change.added() ? '+' : '-')
                    .append(pin.kind().name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(pin.root())
                    .append(',')
                    .append(URLEncoder.encode(pin.owner(), StandardCharsets.UTF_8));
        }
        return (checksum(text.toString()) + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The changes of a line without its end; empty when the line is not whole. */
    static Optional<List<Change>> parse(String line) {
        if (line.length() < 9 || !checksum(line.substring(8)).equals(line.substring(0, 8))) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (String record : line.substring(9).split(" ", -1)) {
            Optional<Change> change = parseRecord(record);
            if (change.isEmpty()) {
                return Optional.empty();
            }
            changes.add(change.get());
        }
        return Optional.of(changes);
    }

    private static Optional<Change> parseRecord(String record) {
        String[] parts = record.split(",", -1);
        if (parts.length != 3 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            Pin.Kind kind = Pin.Kind.valueOf(parts[0].substring(1).toUpperCase(Locale.ROOT));
            String owner = URLDecoder.decode(parts[2], StandardCharsets.UTF_8);
            return Optional.of(new Change(parts[0].charAt(0) == '+', new Pin(owner, Cid.parse(parts[1]), kind)));
        } catch (IllegalArgumentException _) {
            // An unknown kind, a broken CID (MultiformatException) or a broken owner: the line is not ours.
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
