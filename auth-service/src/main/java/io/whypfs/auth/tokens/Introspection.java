package io.whypfs.auth.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Optional;

/** What a shown key is worth at this moment. */
sealed interface Introspection {

    @JsonProperty
    boolean active();

    /** The key is known and not expired. Whether it may do what its bearer wants is the caller's decision. */
    @JsonPropertyOrder({"active", "userId", "username", "perms", "uploadOnly", "expiry", "storageDisabled", "flags"})
    record Active(
            long userId,
            String username,
            int perms,
            boolean uploadOnly,
            Instant expiry,
            boolean storageDisabled,
            int flags)
            implements Introspection {

        @Override
        public boolean active() {
            return true;
        }
    }

    /** The key opens nothing. */
    @JsonPropertyOrder({"active", "reason"})
    record Inactive(Reason reason) implements Introspection {

        @Override
        public boolean active() {
            return false;
        }
    }

    /** Why a key opens nothing; a revoked key is unknown, its row is gone. */
    enum Reason {
        UNKNOWN("unknown"),
        EXPIRED("expired");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        @JsonValue
        String text() {
            return text;
        }
    }

    /** Judges a lookup: a key is expired from its expiry on, not only after it. */
    static Introspection judge(Optional<KeyHolder> found, Instant now) {
        if (found.isEmpty()) {
            return new Inactive(Reason.UNKNOWN);
        }
        KeyHolder holder = found.get();
        if (!now.isBefore(holder.expiry())) {
            return new Inactive(Reason.EXPIRED);
        }
        return new Active(
                holder.userId(),
                holder.username(),
                holder.perms(),
                holder.uploadOnly(),
                holder.expiry(),
                holder.storageDisabled(),
                holder.flags());
    }
}
