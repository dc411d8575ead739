package io.whypfs.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param words the program and its arguments
 * @param environment added to this JVM's own; secrets travel here and not in {@code words}, which everyone can list
 * @param folder working directory; must exist
 * @param log file that standard output and standard error are appended to
 * @param whenOwnerDies the signal the kernel sends when this JVM ends in any way
 * @param privileges how the program is told that it is not root
 */
public record Command(
        List<String> words,
        Map<String, String> environment,
        Path folder,
        Path log,
        OwnerDeath whenOwnerDies,
        Privileges privileges) {

    /** Copies the collections. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A command with this JVM's privileges that is killed when this JVM ends. */
    public static Command of(List<String> words, Map<String, String> environment, Path folder, Path log) {
        return new Command(words, environment, folder, log, OwnerDeath.KILL, Privileges.KEPT);
    }

    /** The signal that reaches a child when its owner has ended. */
    public enum OwnerDeath {
        /** Ends at once. */
        KILL,
        /** PostgreSQL's immediate shutdown: ends its own children too, recovers at the next start. */
        QUIT
    }

    /** Who the program believes to be. */
    public enum Privileges {
        /** The owner of this JVM. */
        KEPT,
        /** The same owner of files, but unnamed and without any capability: what PostgreSQL wants from root. */
        USER_NAMESPACE
    }
}
