package io.whypfs.local.system;

import java.io.PrintStream;
import java.util.Locale;

/** What the person at the keyboard sees. Safe for use by several threads. */
public final class Console {

    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    public Console(PrintStream out) {
        this.out = out;
    }

    /** One line, or a few. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A step, with the time since the start. */
    public void progress(String step) {
        line(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), step));
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
