package io.whypfs.api.auth;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who sent the request at hand; the key check fills it before a resource is called. */
@RequestScoped
public class CurrentCaller {

    private @Nullable Caller caller;

    /** @throws IllegalStateException on an open route */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("An open route has no caller.");
        }
        return caller;
    }

    void set(Caller caller) {
        this.caller = caller;
    }
}
