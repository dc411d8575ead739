package io.whypfs.devnet.chain;

import io.whypfs.devnet.codec.Cid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tip sets: one to three blocks per epoch. They are not stored; names, parents and base fee follow from the epoch, the
 * fork it is on, and the seed of the network.
 */
public final class TipSets {

    private static final int MOST_BLOCKS = 3;
    private static final long LOOK_BACK = 5_000;
    private static final long BASE_FEE = 1_000;
    private static final long BASE_FEE_STEP = 20;
    private static final long HALF_WAVE = 25;
    private final ChainTime time;
    private final long seed;

    public TipSets(ChainTime time, long seed) {
        this.time = time;
        this.seed = seed;
    }

    public List<Cid> key(long epoch) {
        Cid first = name("block", epoch, 0);
        int count = epoch == 0 ? 1 : 1 + (first.digest()[0] & 0xff) % MOST_BLOCKS;
        List<Cid> key = new ArrayList<>(List.of(first));
        for (int i = 1; i < count; i++) {
            key.add(name("block", epoch, i));
        }
        return List.copyOf(key);
    }

    /** A CID for something that a block header names: state, receipts, messages. */
    public Cid name(String what, long epoch, int index) {
        String text = what + "|" + seed + "|" + epoch + "|" + time.fork(epoch) + "|" + index;
        return Cid.chain(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The epoch of a recent tip set. */
    public Optional<Long> find(List<Cid> key, long head) {
        for (long epoch = head; epoch >= Math.max(0, head - LOOK_BACK); epoch--) {
            if (key(epoch).equals(key)) {
                return Optional.of(epoch);
            }
        }
        return Optional.empty();
    }

    /** Moves up and down all the time, between 1,000 and 1,500 attoFIL per unit of gas. */
    public BigInteger baseFee(long epoch) {
        long phase = epoch % (2 * HALF_WAVE);
        long up = phase <= HALF_WAVE ? phase : 2 * HALF_WAVE - phase;
        return BigInteger.valueOf(BASE_FEE + BASE_FEE_STEP * up);
    }
}
