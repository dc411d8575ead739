package io.whypfs.core.blockstore;

import java.io.IOException;

/** A block was refused because the disk is about to run into its reserve. Final until space is made. */
public final class DiskReserveException extends IOException {

    private final long freeBytes;
    private final long reserveBytes;

    DiskReserveException(long freeBytes, long reserveBytes) {
        super("The disk has " + freeBytes + " bytes free and keeps " + reserveBytes
                + " in reserve; no block is taken until space is made or the reserve is lowered.");
        this.freeBytes = freeBytes;
        this.reserveBytes = reserveBytes;
    }

    public long freeBytes() {
        return freeBytes;
    }

    public long reserveBytes() {
        return reserveBytes;
    }
}
