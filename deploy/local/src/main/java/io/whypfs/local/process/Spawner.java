package io.whypfs.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts every child process, from one thread that lives as long as this JVM.
 *
 * <p>Linux sends the parent-death signal when the <em>thread</em> that forked ends, not when the process does; a child
 * started from a pool thread would be killed as soon as the pool lets that thread go.
 */
public final class Spawner {

    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "spawner");
                thread.setDaemon(true);
                return thread;
            });

    private Spawner() {}

    /**
     * Starts the command; its process id stays the same through all wrappers, because each of them becomes the next.
     *
     * @throws StartException when the program cannot be run
     */
    public static Process start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(wrapped(command));
        // What is meant for the owner (WHYPFS_HOME, say) is not meant for the child.
        builder.environment().keySet().removeIf(name -> name.startsWith("WHYPFS_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(command.environment());
        builder.directory(command.folder().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        try {
            Process process =
                    CompletableFuture.supplyAsync(() -> fork(builder), THREAD).join();
            process.getOutputStream().close();
            return process;
        } catch (CompletionException | IOException e) {
            throw new StartException("could not run " + command.words().getFirst() + ": " + rootMessage(e) + ".", e);
        }
    }

    private static Process fork(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** The death signal is asked for last: entering a user namespace clears it. */
    private static List<String> wrapped(Command command) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        if (command.privileges() == Command.Privileges.USER_NAMESPACE) {
            words.addAll(List.of("unshare", "--user"));
        }
        words.addAll(List.of("setpriv", "--pdeathsig", command.whenOwnerDies().name(), "--"));
        words.addAll(command.words());
        return words;
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
