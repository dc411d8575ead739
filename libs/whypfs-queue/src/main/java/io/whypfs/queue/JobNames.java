package io.whypfs.queue;

import java.util.regex.Pattern;

/** What names of jobs and of types look like. */
final class JobNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?");

    private JobNames() {}

    /**
     * The name itself.
     *
     * @throws BadJobException when it is not one
     */
    static String check(String of, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadJobException("The name of a " + of
                    + " has 1 to 100 lower case letters, digits, dots and dashes, and begins and ends with a letter or"
                    + " digit; '" + name + "' does not.");
        }
        return name;
    }
}
