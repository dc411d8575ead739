package io.whypfs.core.blockstore;

class MemoryBlockstoreTest extends BlockstoreContract {

    @Override
    protected Blockstore open() {
        return new MemoryBlockstore();
    }
}
