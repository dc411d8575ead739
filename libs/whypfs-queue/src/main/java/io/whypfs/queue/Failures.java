package io.whypfs.queue;

import org.jspecify.annotations.Nullable;

/** Failures in words, short enough for a table. */
final class Failures {

    private static final int LONGEST = 500;

    private Failures() {}

    static String describe(Throwable failure) {
        @Nullable String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        String all = message == null ? name : name + ": " + message;
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    }
}
