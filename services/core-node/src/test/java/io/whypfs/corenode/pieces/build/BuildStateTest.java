package io.whypfs.corenode.pieces.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.filecoin.piece.PieceCidV2;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuildStateTest {

    private static final Cid CID = Cid.v1(Multicodec.RAW, Multihash.sha256(new byte[] {1}));
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private static List<DelayReason> reasons() {
        return List.of(
                new DelayReason.ContentMissing(1, CID, List.of()),
                new DelayReason.ContentMissing(1, CID, List.of(UUID.randomUUID())),
                new DelayReason.BlockMissing(CID),
                new DelayReason.MembersUntold(1, 2),
                new DelayReason.DiskFull("5 bytes free"),
                new DelayReason.DatabaseFailed("no such table"),
                new DelayReason.Unexpected("a surprise"));
    }

    private static List<BuildState> states() {
        FinishedPiece piece = new FinishedPiece(
                CID, PieceCidV2.parse("bafkzcibdvubakxvnue3rd57gvyy6dxyfm6cngg54hvrvbkoqvnnsyq7ph2l2svr2"), 1);
        return Stream.concat(
                        Stream.<BuildState>of(
                                new BuildState.Sealed(),
                                new BuildState.Copying(3),
                                new BuildState.Building(),
                                new BuildState.Ready(piece)),
                        reasons().stream().map(reason -> new BuildState.Delayed(reason, AT)))
                .toList();
    }

    @Test
    void everyStateSaysWhyAndWhatNext() {
        assertThat(states()).hasSize(11).allSatisfy(state -> {
            assertThat(state.why()).isNotBlank().hasSizeGreaterThan(10);
            assertThat(state.next()).endsWith(".").hasSizeGreaterThan(10);
            assertThat(state.name()).isIn("waiting", "copying", "building", "ready");
        });
        assertThat(states().stream().map(Object::getClass).distinct().count())
                .isEqualTo(BuildState.class.getPermittedSubclasses().length);
        assertThat(reasons().stream().map(Object::getClass).distinct().count())
                .isEqualTo(DelayReason.class.getPermittedSubclasses().length);
    }

    @Test
    void onlyADelaySaysWhen() {
        assertThat(states().stream().filter(state -> state.nextAt().isPresent()))
                .hasSize(7)
                .allSatisfy(state -> assertThat(state.nextAt()).contains(AT));
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToAMost() {
        RetryDelays delays = new RetryDelays(Duration.ofSeconds(5), Duration.ofSeconds(60));
        assertThat(Stream.of(0, 1, 2, 3, 4, 1_000_000).map(delays::after).map(Duration::toSeconds))
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        assertThatThrownBy(() -> new RetryDelays(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("whypfs.pieces.retry-first");
        assertThatThrownBy(() -> new RetryDelays(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("whypfs.pieces.retry-most");
    }
}
