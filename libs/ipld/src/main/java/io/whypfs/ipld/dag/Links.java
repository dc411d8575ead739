package io.whypfs.ipld.dag;

import io.whypfs.ipld.CodecException;
import io.whypfs.multiformats.Cid;
import java.util.List;

public final class Links {
    private Links() {}

    public static List<Cid> of(Cid cid, byte[] data) throws CodecException {
        throw new UnsupportedOperationException();
    }
}
