package io.whypfs.auth.accounts;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * What a client sends as {@code passwordHash}. Browsers send bcrypt of the typed password with a fixed, public salt; the
 * command line sends the typed password. For us both are a password. {@link #toString()} does not tell it.
 */
record ClientPassword(String text) {

    static final int MAX_LENGTH = 1024;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ClientPassword {}

    @Override
    public String toString() {
        return "ClientPassword[hidden]";
    }
}
