package io.whypfs.corenode.ingest;

/**
 * What a form may hold.
 *
 * @param maxFiles most files
 * @param maxFields most other fields
 * @param maxFieldBytes longest value of such a field
 */
record UploadLimits(int maxFiles, int maxFields, int maxFieldBytes) {

    /** @throws IllegalArgumentException naming the setting that makes no sense */
    static UploadLimits of(IngestConfig config) {
        long fieldBytes = config.maxFieldBytes().asLongValue();
        return new UploadLimits(
                within("max-files", config.maxFiles(), 1, 10_000_000),
                within("max-fields", config.maxFields(), 0, 100_000),
                within("max-field-bytes", fieldBytes, 0, 16L * 1024 * 1024));
    }

    private static int within(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("The setting whypfs.ingest." + setting + "=" + value + " must be from "
                    + least + " to " + most + ".");
        }
        return (int) value;
    }
}
