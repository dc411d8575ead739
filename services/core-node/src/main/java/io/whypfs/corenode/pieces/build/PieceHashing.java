package io.whypfs.corenode.pieces.build;

import io.whypfs.filecoin.piece.HashingProcess;
import io.whypfs.filecoin.piece.NodeDelegate;
import io.whypfs.filecoin.piece.PieceHasher;
import java.io.IOException;
import java.util.Optional;
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

    /** @param carBytes about the length of the piece's CAR */
    Session open(long carBytes) {
        if (carBytes >= separateFrom && HashingProcess.isNeeded()) {
            try {
                return new Session(this, Optional.of(HashingProcess.start(cores)));
            } catch (IOException e) {
                LOG.infof("hashing=here reason=\"%s\"", e.getMessage());
            }
        }
        return new Session(this, Optional.empty());
    }

    /** The hashing of one piece; closed when the piece is finished or given up. */
    record Session(PieceHashing hashing, Optional<HashingProcess> child) implements AutoCloseable {

        PieceHasher hasher() {
            NodeDelegate delegate = child.<NodeDelegate>map(process -> process).orElse(NodeDelegate.NONE);
            return PieceHasher.resume(hashing.executor, hashing.cores, new byte[0], delegate);
        }

        @Override
        public void close() {
            child.flatMap(HashingProcess::trouble)
                    .ifPresent(why -> LOG.warnf("hashing=here error=\"the JVM for hashing was given up: %s\"", why));
            child.ifPresent(HashingProcess::close);
        }
    }
}
