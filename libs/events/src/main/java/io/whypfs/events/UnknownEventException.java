package io.whypfs.events;

/** The envelope is well-formed, and its type or version is not known here: a newer publisher, perhaps. */
public final class UnknownEventException extends EventFormatException {

    private final String type;
    private final int version;

    public UnknownEventException(String type, int version) {
        super("The event type " + type + " version " + version + " is not known to this consumer.");
        this.type = type;
        this.version = version;
    }

    public String type() {
        return type;
    }

    public int version() {
        return version;
    }
}
