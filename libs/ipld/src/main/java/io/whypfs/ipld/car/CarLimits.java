package io.whypfs.ipld.car;

/**
 * What a reader takes.
 *
 * @param maxHeaderBytes longest header
 * @param maxBlockBytes longest block; the CID before it is not counted
 * @param zeroSectionEndsFile take a section of length zero as the end, as zero-padded Filecoin pieces need
 */
public record CarLimits(int maxHeaderBytes, int maxBlockBytes, boolean zeroSectionEndsFile) {

    /** Header 1 MiB, block 2 MiB, zero-length sections are errors. */
    public static final CarLimits DEFAULT = new CarLimits(1024 * 1024, 2 * 1024 * 1024, false);

    public CarLimits {
        if (maxHeaderBytes < 1 || maxBlockBytes < 1) {
            throw new IllegalArgumentException("CAR limits must be positive.");
        }
    }

    /** The same limits with zero-length sections taken as the end. */
    public CarLimits withZeroSectionEndingFile() {
        return new CarLimits(maxHeaderBytes, maxBlockBytes, true);
    }
}
