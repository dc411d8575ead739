package io.whypfs.ipld.unixfs;

import java.util.Arrays;
import java.util.Optional;

/**
 * Named sets of import parameters: the same bytes under the same profile always get the same CID.
 *
 * <p>Source: IPIP-499 and the profiles of ipfs/kubo {@code test/cli/cid_profiles_test.go}.
 */
public enum ImportProfile {
    /** The service's default. */
    UNIXFS_V1_2025(
            "unixfs-v1-2025",
            new ImportParameters(
                    1,
                    true,
                    1024 * 1024,
                    1024,
                    ImportParameters.Layout.BALANCED,
                    256 * 1024,
                    ImportParameters.SizeEstimate.BLOCK_BYTES,
                    256)),
    /** What {@code ipfs add} has made since 2015. */
    UNIXFS_V0_2015(
            "unixfs-v0-2015",
            new ImportParameters(
                    0,
                    false,
                    256 * 1024,
                    174,
                    ImportParameters.Layout.BALANCED,
                    256 * 1024,
                    ImportParameters.SizeEstimate.LINKS_BYTES,
                    256)),
    /**
     * Estuary's first version: its importer used 1 MiB raw leaves under 174 links. Directories follow its library's
     * default estimate.
     */
    ESTUARY_V1(
            "estuary-v1",
            new ImportParameters(
                    1,
                    true,
                    1024 * 1024,
                    174,
                    ImportParameters.Layout.BALANCED,
                    256 * 1024,
                    ImportParameters.SizeEstimate.LINKS_BYTES,
                    256));

    private final String id;
    private final ImportParameters parameters;

    ImportProfile(String id, ImportParameters parameters) {
        this.id = id;
        this.parameters = parameters;
    }

    /** The profile with this id, such as {@code unixfs-v1-2025}. */
    public static Optional<ImportProfile> parse(String name) {
        return Arrays.stream(values()).filter(p -> p.id.equals(name)).findFirst();
    }

    public String id() {
        return id;
    }

    public ImportParameters parameters() {
        return parameters;
    }
}
