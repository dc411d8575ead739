package io.whypfs.devnet.provider;

/** Where an accepted deal stands with its provider. */
public enum Stage {
    ACCEPTED,
    TRANSFERRING,
    TRANSFERRED,
    PUBLISHING,
    SEALING,
    ACTIVE,
    /** Expired, slashed or removed by the chain. */
    OVER,
    FAILED;

    public boolean isFinal() {
        return this == OVER || this == FAILED;
    }

    /** Curio's coarse words: anything before the sector is proven is in its pipeline. */
    String status() {
        return this == ACTIVE || this == OVER ? "Sealed" : "Processing";
    }

    String sealing() {
        return this == ACTIVE || this == OVER ? "Sealed and Indexed" : "Not assigned to sector";
    }
}
