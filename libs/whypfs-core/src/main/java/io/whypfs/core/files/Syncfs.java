package io.whypfs.core.files;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Linux's {@code syncfs(2)} on one directory's file system, called through the foreign function interface.
 *
 * <p>The descriptor stays open: since Linux 5.8 the kernel reports a write-back error once to each descriptor that was
 * open when it happened, so a descriptor opened per call would miss errors from before the call. Older kernels report
 * none.
 */
final class Syncfs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Syncfs.class);
    private static final Map<Integer, String> ERROR_NAMES =
            Map.of(5, "EIO", 9, "EBADF", 28, "ENOSPC", 30, "EROFS", 122, "EDQUOT");
    private static final int READ_ONLY_DIRECTORY_CLOSE_ON_EXEC = 0x80000;

    private final Path directory;
    private final MethodHandle syncfs;
    private final MethodHandle close;
    private final int descriptor;

    private Syncfs(Path directory, MethodHandle syncfs, MethodHandle close, int descriptor) {
        this.directory = directory;
        this.syncfs = syncfs;
        this.close = close;
        this.descriptor = descriptor;
    }

    /** Opens the directory's file system; empty where there is no such call or native access is not allowed. */
    static Optional<Syncfs> open(Path directory) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle open = handle(
                    linker,
                    "open",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                    Linker.Option.firstVariadicArg(2));
            FunctionDescriptor ofDescriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            MethodHandle syncfs = handle(linker, "syncfs", ofDescriptor);
            MethodHandle close = handle(linker, "close", ofDescriptor);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
                MemorySegment path = arena.allocateFrom(directory.toString());
                int descriptor = (int) open.invokeExact(state, path, READ_ONLY_DIRECTORY_CLOSE_ON_EXEC);
                if (descriptor < 0) {
                    throw new IOException("open: " + error(state));
                }
                return Optional.of(new Syncfs(directory, syncfs, close, descriptor));
            }
        } catch (Throwable e) {
            LOG.warn(
                    "syncfs is not usable, falling back to one fsync per file: path={} error={}",
                    directory,
                    e.toString());
            return Optional.empty();
        }
    }

    /** Writes everything of the file system to the disk and waits for it. */
    void sync() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if (invoke(syncfs, state) != 0) {
                throw new IOException(
                        "The file system of " + directory + " could not be synced: " + error(state) + ".");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if (invoke(close, state) != 0) {
                throw new IOException("The descriptor of " + directory + " could not be closed: " + error(state) + ".");
            }
        }
    }

    private int invoke(MethodHandle call, MemorySegment state) {
        try {
            return (int) call.invokeExact(state, descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("A native call on " + directory + " failed.", e);
        }
    }

    private static MethodHandle handle(
            Linker linker, String name, FunctionDescriptor descriptor, Linker.Option... options) {
        SymbolLookup symbols = linker.defaultLookup();
        Linker.Option[] all = new Linker.Option[options.length + 1];
        all[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(options, 0, all, 1, options.length);
        return linker.downcallHandle(symbols.findOrThrow(name), descriptor, all);
    }

    private static String error(MemorySegment state) {
        VarHandle errno = Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
        int code = (int) errno.get(state, 0L);
        return "errno " + code + " (" + ERROR_NAMES.getOrDefault(code, "see errno(3)") + ")";
    }
}
