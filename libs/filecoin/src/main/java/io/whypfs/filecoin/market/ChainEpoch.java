package io.whypfs.filecoin.market;

/** Height on the chain; one epoch is 30 seconds on the public networks. */
public record ChainEpoch(long height) implements Comparable<ChainEpoch> {

    public ChainEpoch plus(long epochs) {
        return new ChainEpoch(Math.addExact(height, epochs));
    }

    /** Epochs from the other one to this one. */
    public long minus(ChainEpoch other) {
        return Math.subtractExact(height, other.height);
    }

    @Override
    public int compareTo(ChainEpoch other) {
        return Long.compare(height, other.height);
    }

    @Override
    public String toString() {
        return Long.toString(height);
    }
}
