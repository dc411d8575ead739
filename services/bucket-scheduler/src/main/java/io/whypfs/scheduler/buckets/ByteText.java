package io.whypfs.scheduler.buckets;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people read them. */
final class ByteText {

    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");
    private static final double STEP = 1024;

    private ByteText() {}

    /** {@code 512 bytes}, {@code 1.2 MiB}, {@code 8 GiB}. */
    static String of(long bytes) {
        if (bytes < STEP) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double value = bytes / STEP;
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.1f", value);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " " + UNITS.get(unit);
    }
}
