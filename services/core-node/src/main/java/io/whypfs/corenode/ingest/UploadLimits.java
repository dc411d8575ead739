package io.whypfs.corenode.ingest;

/**
 * What a form may hold.
 *
 * @param maxFiles most files
 * @param maxFields most other fields
 * @param maxFieldBytes longest value of such a field
 */
record UploadLimits(int maxFiles, int maxFields, int maxFieldBytes) {}
