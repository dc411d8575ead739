package io.whypfs.core.blockstore;

import io.whypfs.core.files.FileLayer;
import io.whypfs.multiformats.Multihash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder of a flatfs store: {@code SHARDING}, {@code _README}, {@code .temp/} and {@code <shard>/<KEY>.data}.
 *
 * <p>Opening clears {@code .temp}. A folder that exists says itself how it is sharded. Source: go-ds-flatfs.
 */
final class FlatfsLayout {

    private static final String SHARDING = "SHARDING";
    private static final String README = "_README";
    private static final String README_TEXT = """
            This folder holds IPLD blocks, one per file, in the layout of go-ds-flatfs.

            A file is named by the multihash of its content: upper-case base32 without
            padding, followed by '.data'. It stands in the folder that is named by the two
            characters before the last one of that text. For example

                X3/CIQFTFEEHEDF6KLBT32BFAGLXEZL4UWFNWM4LFTLMXQBCERZ6CMLX3Y.data

            The file SHARDING says the rule. Only one program may use this folder at a time.
            """;

    private final FileLayer files;
    private final Path root;
    private final Path temporary;
    private final ShardFunction shard;
    private final AtomicLong nextTemporary = new AtomicLong();
    private final Set<Path> madeShards = ConcurrentHashMap.newKeySet();

    private FlatfsLayout(FileLayer files, Path root, ShardFunction shard) {
        this.files = files;
        this.root = root;
        this.temporary = root.resolve(".temp");
        this.shard = shard;
    }

    /** Opens or creates the folder. What is found under a final name is durable when this returns. */
    static FlatfsLayout open(FileLayer files, Path root, ShardFunction shardForNew) throws IOException {
        Path temporary = root.resolve(".temp");
        files.deleteTree(temporary);
        files.makeDirectories(temporary);
        Optional<byte[]> sharding = files.read(root.resolve(SHARDING));
        FlatfsLayout layout =
                new FlatfsLayout(files, root, sharding.isPresent() ? parse(root, sharding.get()) : shardForNew);
        if (sharding.isEmpty()) {
            layout.create();
        }
        List<Path> directories = new ArrayList<>(layout.shards());
        layout.madeShards.addAll(directories);
        directories.add(root);
        if (root.getParent() != null) {
            directories.add(root.getParent());
        }
        files.sync(List.of(), directories);
        return layout;
    }

    private static ShardFunction parse(Path root, byte[] sharding) throws IOException {
        try {
            return ShardFunction.parse(new String(sharding, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "The file " + root.resolve(SHARDING) + " cannot be used: " + e.getMessage()
                            + " Write the rule the folder was made with into it.",
                    e);
        }
    }

    private void create() throws IOException {
        if (!shards().isEmpty()) {
            throw new IOException("The folder " + root + " holds blocks but no file " + SHARDING
                    + "; write the rule the folder was made with into it.");
        }
        if (shard.equals(ShardFunction.DEFAULT)
                && files.size(root.resolve(README)).isEmpty()) {
            files.write(root.resolve(README), README_TEXT.getBytes(StandardCharsets.UTF_8));
            files.protect(root.resolve(README));
        }
        Path written = newTemporary();
        files.write(written, (shard + "\n").getBytes(StandardCharsets.UTF_8));
        files.sync(List.of(written), List.of());
        files.rename(written, root.resolve(SHARDING));
    }

    ShardFunction shard() {
        return shard;
    }

    Path newTemporary() {
        return temporary.resolve("temp-" + nextTemporary.incrementAndGet());
    }

    /** Where the block of a key stands. */
    Path file(Multihash key) {
        String name = FlatfsKey.of(key);
        return root.resolve(shard.directory(name)).resolve(name + FlatfsKey.EXTENSION);
    }

    /** Creates the directory of a block's file unless that was done before. */
    void makeShard(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null && !madeShards.contains(directory)) {
            files.makeDirectories(directory);
            madeShards.add(directory);
        }
    }

    /** The length of a block's file; an empty file counts as absent unless the key is the hash of nothing. */
    OptionalLong storedSize(Multihash key, Path file) throws IOException {
        OptionalLong size = files.size(file);
        boolean missing = size.isPresent() && size.getAsLong() == 0 && !isHashOfNothing(key);
        return missing ? OptionalLong.empty() : size;
    }

    static boolean isHashOfNothing(Multihash key) {
        return Multihash.isComputable(key.code()) && key.verifies(new byte[0]);
    }

    /** Directories that may hold blocks. */
    List<Path> shards() throws IOException {
        return files.list(root).stream()
                .filter(name -> name.length() == shard.length() && !name.startsWith("."))
                .map(root::resolve)
                .toList();
    }
}
