package io.whypfs.core.pins;

import io.whypfs.multiformats.Cid;

/**
 * An owner's wish that a root be kept.
 *
 * @param owner whose wish it is, such as a content id
 * @param root what is kept
 * @param kind how much of it
 */
public record Pin(String owner, Cid root, Kind kind) {

    /** How much a pin keeps. */
    public enum Kind {
        /** The root and everything below. */
        RECURSIVE,
        /** The one block. */
        DIRECT
    }
}
