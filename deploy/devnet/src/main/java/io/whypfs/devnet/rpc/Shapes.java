package io.whypfs.devnet.rpc;

import io.whypfs.devnet.codec.Cid;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the API writes CIDs in JSON. */
final class Shapes {

    private Shapes() {}

    static Map<String, String> link(Cid cid) {
        return Map.of("/", cid.toString());
    }

    static @Nullable Map<String, String> linkOrNull(@Nullable Cid cid) {
        return cid == null ? null : link(cid);
    }

    static List<Map<String, String>> links(List<Cid> cids) {
        return cids.stream().map(Shapes::link).toList();
    }
}
