package io.whypfs.system;

import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Bytes that a seed and a length give again at any time, so that a test need not keep what it uploaded. */
record SeededBytes(long seed, long length) {

    /** All bytes at once; for lengths that fit an array. */
    byte[] toArray() {
        byte[] bytes = new byte[Math.toIntExact(length)];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    boolean equalTo(byte[] other) {
        return other.length == length && Arrays.equals(toArray(), other);
    }

    /** The bytes as a stream of 64 KiB runs, each of a seed of its own: cheap at any length. */
    InputStream stream() {
        return new InputStream() {
            private final byte[] run = new byte[1 << 16];
            private long position;
            private int at = run.length;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                if (position == length) {
                    return -1;
                }
                if (at == run.length) {
                    new SplittableRandom(seed + (position >> 16)).nextBytes(run);
                    at = 0;
                }
                int taken = (int) Math.min(Math.min(count, run.length - at), length - position);
                System.arraycopy(run, at, target, offset, taken);
                at += taken;
                position += taken;
                return taken;
            }
        };
    }
}
