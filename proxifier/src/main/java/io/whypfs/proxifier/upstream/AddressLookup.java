package io.whypfs.proxifier.upstream;

import java.io.IOException;
import java.util.List;

/** Every address that a name has at this moment, as literals. Blocks. */
@FunctionalInterface
public interface AddressLookup {

    /** @throws IOException when the name is unknown or nobody could be asked */
    List<String> addressesOf(String host) throws IOException;
}
