package io.whypfs.deals.chain;

import io.whypfs.multiformats.Cid;

/**
 * What a message did on the chain.
 *
 * @param message the one that was executed; another than the one asked for when that was replaced
 * @param exitCode 0: it did what it was to do
 * @param returned the method's result as CBOR, empty when there is none; borrowed
 * @param height epoch of the tipset whose state has its effect
 */
@SuppressWarnings("ArrayRecordComponent")
public record MessageOutcome(Cid message, int exitCode, byte[] returned, long height) {

    public boolean isSuccess() {
        return exitCode == 0;
    }
}
