package io.whypfs.corenode.pieces.build;

import io.whypfs.filecoin.piece.HashingProcess;
import io.whypfs.filecoin.piece.NodeDelegate;
import io.whypfs.filecoin.piece.PieceHasher;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * On what the commitments of pieces are computed.
 *
 * <p>A large piece is hashed in lanes by a JVM of its own, as long as it is built; a small one is done before that JVM would
 * be warm. Where there is no such JVM, this one hashes, with the same result.
 *
 * @param cores how many nodes are hashed at a time; the executor has as many threads
 * @param separateFrom bytes of a CAR from which on a JVM of its own hashes it
 */
record PieceHashing(Executor executor, int cores, long separateFrom) {

    private static final Logger LOG = Logger.getLogger(PieceHashing.class);

    /** The hashing of one piece; closed when the piece is finished or given up. */
    interface Session extends AutoCloseable {

        /** Begins behind nodes that were finished before. */
        PieceHasher hasher(byte[] knownNodes);

        @Override
        void close();
    }

    /** @param carBytes about the length of the piece's CAR */
    Session open(long carBytes) {
        if (carBytes >= separateFrom
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            try {
                return new Separate(this, HashingProcess.start(cores));
            } catch (IOException e) {
                LOG.infof("hashing=here reason=\"%s\"", e.getMessage());
            }
        }
        return new Here(this);
    }

    private PieceHasher hasher(byte[] knownNodes, NodeDelegate delegate) {
        return PieceHasher.resume(executor, cores, knownNodes, delegate);
    }

    private record Here(PieceHashing hashing) implements Session {

        @Override
        public PieceHasher hasher(byte[] knownNodes) {
            return hashing.hasher(knownNodes, NodeDelegate.NONE);
        }

        @Override
        public void close() {
            // Its executor serves other pieces, too.
        }
    }

    private record Separate(PieceHashing hashing, HashingProcess child) implements Session {

        @Override
        public PieceHasher hasher(byte[] knownNodes) {
            return hashing.hasher(knownNodes, child);
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
