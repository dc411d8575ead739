package io.whypfs.queue;

import java.util.Collection;
import java.util.List;

/** No job type of this name. */
public final class UnknownJobTypeException extends JobRefusedException {

    private final List<String> known;

    UnknownJobTypeException(String type, Collection<String> known) {
        super("There is no job type '" + type + "'. Known: "
                + String.join(", ", known.stream().sorted().toList()) + ".");
        this.known = known.stream().sorted().toList();
    }

    /** The names of the types that exist. */
    public List<String> known() {
        return known;
    }
}
