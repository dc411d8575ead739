package io.whypfs.core.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.core.blockstore.Blocks;
import io.whypfs.core.files.ForgetfulFileLayer;
import io.whypfs.core.files.ForgetfulFileLayer.Flaw;
import io.whypfs.core.files.ForgetfulFileLayer.SyncKind;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Takes the power away at every operation of a run of pin changes. */
@Timeout(60)
class PinLogCrashTest {

    private static final Path DISK = Path.of("/disk");
    private static final Path PINS = DISK.resolve("pins");
    private static final Cid ROOT = Blocks.raw("root").cid();

    /** What was said to be safe; pins whose change was under way when the power went may be either way. */
    private static final class Expected {
        private final TreeMap<String, Boolean> acknowledged = new TreeMap<>();
        private final Set<String> unsure = new HashSet<>();

        private Expected after(Expected before) {
            acknowledged.putAll(before.acknowledged);
            unsure.addAll(before.unsure);
            return this;
        }
    }

    private static Pin pin(String owner) {
        return new Pin(owner, ROOT, Pin.Kind.RECURSIVE);
    }

    /** Adds and removes pins; true when it got to the end. */
    private static boolean run(ForgetfulFileLayer disk, Expected expected, long seed) {
        Random random = new Random(seed);
        try {
            PinLog pins = PinLog.open(disk, PINS);
            for (int i = 0; i < 14; i++) {
                String owner = "owner " + random.nextInt(4);
                boolean add = random.nextInt(3) > 0;
                expected.unsure.add(owner);
                if (add) {
                    pins.addAll(List.of(pin(owner)));
                } else {
                    pins.remove(owner, ROOT);
                }
                expected.acknowledged.put(owner, add);
                expected.unsure.remove(owner);
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void check(ForgetfulFileLayer disk, Expected expected) throws IOException {
        PinLog pins = PinLog.open(disk, PINS);
        Set<String> owners = Set.copyOf(pins.all().stream().map(Pin::owner).toList());
        expected.acknowledged.forEach((owner, pinned) -> {
            if (!expected.unsure.contains(owner)) {
                assertThat(owners.contains(owner)).as("pin of %s", owner).isEqualTo(pinned);
            }
        });
        pins.addAll(List.of(pin("after")));
        assertThat(PinLog.open(disk.afterPowerLoss(Flaw.NONE, 1), PINS).ofOwner("after"))
                .hasSize(1);
    }

    private static void crashEverywhere(SyncKind kind, Flaw flaw, long seed) throws IOException {
        boolean ended = false;
        for (int at = 0; !ended; at++) {
            ForgetfulFileLayer disk = new ForgetfulFileLayer(DISK, kind, flaw, seed).crashAt(at);
            Expected first = new Expected();
            ended = run(disk, first, seed);
            for (int outcome = 0; outcome < 5; outcome++) {
                long after = seed * 7919 + at * 13L + outcome;
                check(disk.afterPowerLoss(Flaw.NONE, after), first);
                ForgetfulFileLayer restarted = disk.afterKill(flaw, after).crashAt(new Random(after).nextInt(8));
                Expected second = new Expected().after(first);
                run(restarted, second, after);
                check(restarted.afterPowerLoss(Flaw.NONE, after + 1), second);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryAcknowledgedChangeWhereverThePowerGoes(SyncKind kind) throws IOException {
        for (long seed = 1; seed <= 6; seed++) {
            crashEverywhere(kind, Flaw.NONE, seed);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"FORGETS_DATA", "FORGETS_NAMES", "EVERY_SECOND_SYNC_DOES_NOTHING"})
    void noticesASyncThatLies(Flaw flaw) {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 6; seed++) {
                        crashEverywhere(SyncKind.ONLY_NAMED, flaw, seed);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[pin of owner");
    }
}
