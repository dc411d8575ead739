package io.whypfs.devnet.provider;

import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.codec.CborReader;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.codec.Varints;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the first bytes of a transfer: a CARv1 header, or CARv2's pragma (Boost refuses anything else). */
final class CarHead {

    static final int ENOUGH = 4096;
    private static final int V2 = 2;

    private CarHead() {}

    /** @param first up to {@link #ENOUGH} bytes. @return what is wrong, if anything */
    static Optional<String> check(byte[] first, Cid root) {
        try {
            ByteBuffer from = ByteBuffer.wrap(first);
            long length = Varints.read(from);
            if (length > from.remaining()) {
                return Optional.of("a CAR header of " + length + " bytes");
            }
            byte[] header = new byte[(int) length];
            from.get(header);
            return read(header, root);
        } catch (BadBytes e) {
            return Optional.of("no CAR header: " + e.getMessage());
        }
    }

    private static Optional<String> read(byte[] header, Cid root) throws BadBytes {
        CborReader from = new CborReader(header, what -> {});
        int entries = from.map();
        long version = 0;
        List<Cid> roots = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            switch (from.text(16)) {
                case "version" -> version = from.unsigned();
                case "roots" -> {
                    int count = from.array();
                    for (int r = 0; r < count; r++) {
                        roots.add(from.cid());
                    }
                }
                default -> throw new BadBytes("a CAR header has version and roots only");
            }
        }
        from.end();
        if (version == V2) {
            return Optional.empty();
        }
        if (version != 1) {
            return Optional.of("CAR version " + version);
        }
        return roots.equals(List.of(root))
                ? Optional.empty()
                : Optional.of("the CAR's roots are " + roots + ", the deal's data root is " + root);
    }
}
