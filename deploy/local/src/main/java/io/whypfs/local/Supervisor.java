package io.whypfs.local;

import io.whypfs.local.process.StartException;
import io.whypfs.local.system.Console;
import io.whypfs.local.system.HomeFolder;
import io.whypfs.local.system.LocalSettings;
import io.whypfs.local.system.LocalSystem;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * The main of {@code make run}.
 *
 * <p>Exit code 0 after Ctrl-C or SIGTERM, 1 after one clear sentence on the error output. The shutdown hook stops the
 * children in both cases, so no path out of this JVM but a kill leaves them to the kernel.
 */
public final class Supervisor {

    private static volatile int exitCode;

    private Supervisor() {}

    /** Arguments are those of {@link LocalSettings#from}. */
    public static void main(String[] arguments) {
        try {
            LocalSettings settings = LocalSettings.from(List.of(arguments), System.getenv(), BuiltTree.find());
            run(settings, new Console(System.out));
        } catch (StartException e) {
            exitCode = 1;
            System.err.println("WhyPFS cannot start: " + sentence(e));
            System.exit(1);
        }
    }

    private static void run(LocalSettings settings, Console console) {
        LocalSystem system = LocalSystem.in(HomeFolder.take(settings.home()), settings, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, console), "stop"));
        system.start();
        if (settings.training() && !system.isStopping()) {
            system.train();
            System.exit(0);
        } else if (!system.isStopping()) {
            system.greet();
            system.watch();
        }
    }

    private static void stop(LocalSystem system, Console console) {
        int code = exitCode;
        try {
            console.line("WhyPFS stops");
            system.stop();
            console.line("stopped");
        } catch (StartException e) {
            code = 1;
            System.err.println("WhyPFS did not stop cleanly: " + e.getMessage());
        }
        // The JVM's own code would be that of the signal; stopping in order is no failure.
        Runtime.getRuntime().halt(code);
    }

    private static String sentence(StartException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean full = String.valueOf(cause.getMessage()).contains("No space left on device");
            if (full) {
                String where = cause instanceof FileSystemException file ? " (" + file.getFile() + ")" : "";
                return "the disk is full" + where + ": free some space, or choose another folder with WHYPFS_HOME=.";
            }
        }
        return String.valueOf(failure.getMessage());
    }
}
