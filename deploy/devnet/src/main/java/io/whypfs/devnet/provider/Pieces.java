package io.whypfs.devnet.provider;

import io.whypfs.devnet.codec.Cid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The pieces that a provider keeps, when the devnet was told to keep them; else bytes are only counted and forgotten. */
final class Pieces {

    private final Path folder;
    private final boolean keep;

    Pieces(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /** Takes the bytes of one transfer. */
    Incoming receive(ProviderDeal deal) throws IOException {
        if (!keep) {
            return new Incoming(OutputStream.nullOutputStream(), folder, folder);
        }
        Files.createDirectories(folder);
        Path part = folder.resolve(deal.uuid() + ".part");
        return new Incoming(
                Files.newOutputStream(part), part, file(deal.deal().proposal().piece()));
    }

    Path file(Cid piece) {
        return folder.resolve(piece + ".car");
    }

    /** An open file; without {@link #keep()} it is deleted at the end. */
    static final class Incoming implements Fetcher.ByteSink, AutoCloseable {
        private final OutputStream out;
        private final Path part;
        private final Path whole;
        private boolean kept;

        private Incoming(OutputStream out, Path part, Path whole) {
            this.out = out;
            this.part = part;
            this.whole = whole;
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
        }

        void keep() {
            kept = true;
        }

        @Override
        public void close() throws IOException {
            out.close();
            if (part.equals(whole)) {
                return;
            }
            if (kept) {
                Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(part);
            }
        }
    }
}
