package io.whypfs.core.blockstore;

import io.whypfs.core.files.ForgetfulFileLayer;
import java.io.IOException;
import java.nio.file.Path;

/** The contract over the in-memory disk. */
class ForgetfulFlatfsTest extends BlockstoreContract {

    @Override
    protected Blockstore open() throws IOException {
        Path root = Path.of("/disk/blocks");
        return new FlatfsBlockstore(
                new ForgetfulFileLayer(
                        root.getParent(), ForgetfulFileLayer.SyncKind.ONLY_NAMED, ForgetfulFileLayer.Flaw.NONE, 1),
                root,
                BlockstoreOptions.DEFAULT);
    }
}
