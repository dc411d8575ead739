package io.whypfs.filecoin.cbor;

/** Major types and single-byte values of RFC 8949 that are used here. */
final class Major {

    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int LIST = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;

    static final int FALSE = 0xf4;
    static final int TRUE = 0xf5;
    static final int NULL = 0xf6;
    static final int LINK_TAG = 42;

    private Major() {}
}
