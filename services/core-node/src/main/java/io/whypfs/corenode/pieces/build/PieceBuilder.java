package io.whypfs.corenode.pieces.build;

import io.whypfs.core.blockstore.DiskReserveException;
import io.whypfs.core.blockstore.StoreReadOnlyException;
import io.whypfs.corenode.pieces.layout.LayoutRepository;
import io.whypfs.filecoin.piece.PieceTree;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.ipld.block.BlockSource;
import io.whypfs.ipld.unixfs.MissingBlockException;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Builds one bucket's piece from beginning to end. Safe for use by several threads, for different buckets. */
final class PieceBuilder {

    private static final Logger LOG = Logger.getLogger(PieceBuilder.class);
    private static final Duration TELL_PROGRESS_EVERY = Duration.ofSeconds(1);

    private final UUID core;
    private final Tables tables;
    private final Blocks blocks;
    private final PieceHashing hashing;
    private final RetryDelays retries;
    private final BuildMetrics metrics;
    private final StopSignal stop;
    private final DatabasePatience patience;
    private final Clock clock;

    /** Where builds are written down. */
    record Tables(BuildsRepository builds, BuildOutcomesRepository outcomes, LayoutRepository layouts) {}

    /** Where blocks come from. */
    record Blocks(BlockSource verified, MemberCopies copies, RootDirectory directory) {}

    PieceBuilder(
            UUID core,
            Tables tables,
            Blocks blocks,
            PieceHashing hashing,
            RetryDelays retries,
            BuildMetrics metrics,
            StopSignal stop,
            DatabasePatience patience,
            Clock clock) {
        this.core = core;
        this.tables = tables;
        this.blocks = blocks;
        this.hashing = hashing;
        this.retries = retries;
        this.metrics = metrics;
        this.stop = stop;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Tries once; what comes of it is in the database when it returns.
     *
     * @return whether a fact waits in the outbox
     * @throws StoppedException when the process ends; the build begins again at the next start
     */
    boolean build(SealedBucket bucket) throws StoppedException, BuildDelayException {
        long start = System.nanoTime();
        try {
            List<Member> members = members(bucket);
            copy(bucket, members);
            enter(bucket, new BuildState.Building());
            Cid root = blocks.directory().write(members);
            try (PieceHashing.Session session = hashing.open(bucket.estimateBytes())) {
                PieceStream stream = stream(bucket, root, session);
                boolean told = finish(bucket, root, stream);
                metrics.ready(System.nanoTime() - start, stream.carBytes());
                return told;
            }
        } catch (StoppedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return delay(bucket, e);
        }
    }

    private List<Member> members(SealedBucket bucket) throws IOException {
        List<Member> members = patience.await(() -> tables.builds().members(bucket.bucket()));
        if (members.size() < bucket.members()) {
            throw new BuildDelayException(new DelayReason.MembersUntold(members.size(), bucket.members()));
        }
        return members;
    }

    private void copy(SealedBucket bucket, List<Member> members) throws IOException {
        List<Member> missing = blocks.copies().missing(members, stop);
        if (!missing.isEmpty()) {
            enter(bucket, new BuildState.Copying(missing.size()));
            blocks.copies().copy(missing, stop);
        }
    }

    private PieceStream stream(SealedBucket bucket, Cid root, PieceHashing.Session session) throws IOException {
        UUID id = bucket.bucket();
        patience.await(() -> {
            tables.layouts().clear(id);
            return true;
        });
        PieceStream stream = new PieceStream(
                root,
                session.hasher(),
                (number, offset, sections) -> patience.await(() -> {
                    tables.layouts().put(id, number, offset, sections);
                    return true;
                }));
        new BlockOrder(blocks.verified()).walk(root, new WatchedStream(bucket, stream));
        return stream;
    }

    private boolean finish(SealedBucket bucket, Cid root, PieceStream stream) throws IOException {
        PieceTree tree = stream.finish();
        FinishedPiece piece = new FinishedPiece(root, tree.pieceCidV2(), stream.blocks());
        byte[] nodes = tree.keptNodes();
        boolean told = patience.await(() -> tables.outcomes().finish(bucket, core, piece, nodes, clock.instant()));
        LOG.infof(
                "bucketId=%s pieceCid=%s pieceSize=%d carBytes=%d blocks=%d piece=ready",
                bucket.bucket(), piece.v1(), piece.size().bytes(), piece.carBytes(), piece.blocks());
        return told;
    }

    private void enter(SealedBucket bucket, BuildState state) throws IOException {
        patience.await(() -> {
            tables.builds().enter(bucket.bucket(), state, clock.instant());
            return true;
        });
    }

    private boolean delay(SealedBucket bucket, Exception failure) throws StoppedException, BuildDelayException {
        DelayReason reason = reason(failure);
        BuildState.Delayed state =
                new BuildState.Delayed(reason, clock.instant().plus(retries.after(bucket.attempts())));
        if (reason instanceof DelayReason.Unexpected) {
            LOG.errorf(failure, "bucketId=%s error=\"%s\"", bucket.bucket(), reason.why());
        } else {
            LOG.warnf("bucketId=%s error=\"%s\" nextAt=%s", bucket.bucket(), reason.why(), state.at());
        }
        metrics.delayed();
        return patience.await(() -> tables.outcomes().delay(bucket, state, bucket.attempts() + 1, clock.instant()));
    }

    private static DelayReason reason(Exception failure) {
        return switch (failure) {
            case BuildDelayException e -> e.reason();
            case MissingBlockException e -> new DelayReason.BlockMissing(e.cid());
            case DiskReserveException e -> new DelayReason.DiskFull(String.valueOf(e.getMessage()));
            case StoreReadOnlyException e -> new DelayReason.DiskFull(String.valueOf(e.getMessage()));
            default -> new DelayReason.Unexpected(String.valueOf(failure.getMessage()));
        };
    }

    /** Looks between blocks whether the process ends, and tells now and then how far the build is. */
    private final class WatchedStream implements BlockSink {

        private final SealedBucket bucket;
        private final PieceStream stream;
        private long toldAt = System.nanoTime();

        WatchedStream(SealedBucket bucket, PieceStream stream) {
            this.bucket = bucket;
            this.stream = stream;
        }

        @Override
        public void put(Block block) throws IOException {
            stop.check();
            stream.put(block);
            long now = System.nanoTime();
            if (now - toldAt > TELL_PROGRESS_EVERY.toNanos()) {
                toldAt = now;
                patience.await(() -> {
                    tables.builds().progress(bucket.bucket(), stream.carBytes());
                    return true;
                });
            }
        }
    }
}
