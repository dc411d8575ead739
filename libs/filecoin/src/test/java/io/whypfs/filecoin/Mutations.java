package io.whypfs.filecoin;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds a decoder spoilt forms of good bytes; it may accept them or throw the format exception, nothing else. */
public final class Mutations {

    private static final int ROUNDS = 2_000;

    private Mutations() {}

    public static void feed(byte[] good, Consumer<byte[]> decoder) {
        long seed = Long.getLong("whypfs.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int length = 0; length < good.length; length++) {
            attempt(Arrays.copyOf(good, length), decoder, seed);
        }
        for (int round = 0; round < ROUNDS; round++) {
            attempt(spoilt(good, random), decoder, seed);
        }
        byte[] garbage = new byte[good.length];
        for (int round = 0; round < ROUNDS / 4; round++) {
            random.nextBytes(garbage);
            attempt(garbage, decoder, seed);
        }
    }

    private static byte[] spoilt(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, bytes.length + random.nextInt(8)) : bytes;
    }

    private static void attempt(byte[] bytes, Consumer<byte[]> decoder, long seed) {
        try {
            decoder.accept(bytes);
        } catch (FilecoinFormatException expected) {
            if (expected.getMessage().isBlank()) {
                fail("No message for %s, whypfs.seed=%d", Vectors.hex(bytes), seed);
            }
        } catch (RuntimeException e) {
            fail("%s for %s, whypfs.seed=%d".formatted(e, Vectors.hex(bytes), seed), e);
        }
    }
}
