package io.whypfs.filecoin.piece;

/** Computes the root above a fixed stretch of payload. For one thread; instances hold their working memory. */
interface SubtreeHasher {

    /** Leaves below one root: 256 KiB of them, so that the working memory fits the processor's second cache. */
    int LEAVES = 8192;

    /** Payload bytes below one root. */
    int PAYLOAD_BYTES = LEAVES / 4 * Fr32.UNPADDED_GROUP;

    /** Reads {@link #PAYLOAD_BYTES} and writes 32 bytes. */
    void root(byte[] payload, int from, byte[] out, int to);

    /** The fastest one for this processor and JVM. */
    static SubtreeHasher fastest() {
        return SubtreeHasherChoice.isWide() ? SubtreeHasherChoice.lanes() : new DigestSubtreeHasher();
    }
}
