package io.whypfs.core.blockstore;

import java.io.IOException;

/**
 * The disk failed while blocks were made durable, or the store is closed; it only reads from now on. Final: the kernel
 * may have dropped what it could not write, so trying again could call lost blocks safe. Check the disk, then open the
 * folder anew.
 */
public final class StoreReadOnlyException extends IOException {

    StoreReadOnlyException(String message, Throwable cause) {
        super(message, cause);
    }

    StoreReadOnlyException(String message) {
        super(message);
    }
}
