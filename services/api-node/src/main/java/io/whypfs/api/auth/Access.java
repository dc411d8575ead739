package io.whypfs.api.auth;

/** What a route asks of its caller. */
public enum Access {
    /** No key. */
    OPEN,
    /** Any valid key, upload-only ones too. */
    UPLOAD,
    /** A full key. */
    USER,
    /** A full key of an admin. */
    ADMIN
}
