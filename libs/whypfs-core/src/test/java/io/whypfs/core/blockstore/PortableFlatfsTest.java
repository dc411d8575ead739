package io.whypfs.core.blockstore;

import io.whypfs.core.files.NioFileLayer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the real disk without {@code syncfs}. */
class PortableFlatfsTest extends BlockstoreContract {

    @TempDir
    Path folder;

    @Override
    protected Blockstore open() throws IOException {
        return new FlatfsBlockstore(NioFileLayer.openPortable(folder), folder, BlockstoreOptions.DEFAULT);
    }
}
