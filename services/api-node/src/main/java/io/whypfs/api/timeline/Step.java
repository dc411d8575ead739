package io.whypfs.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One step of a timeline.
 *
 * @param at when it was reached; null: not yet, or nobody told
 * @param next there for every step that is not over
 * @param nextAt when that is; null: when somebody else acts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TimelineStep")
public record Step(
        @Schema(
                enumeration = {
                    "stored",
                    "in-bucket",
                    "sealed",
                    "piece",
                    "planned",
                    "proposed",
                    "accepted",
                    "transferring",
                    "transferred",
                    "published",
                    "sealing",
                    "active",
                    "rejected",
                    "failed",
                    "slashed",
                    "expired",
                    "deleted"
                })
        String step,

        State state,
        @Nullable Instant at,

        @Schema(examples = "f01000 has not published the deal on the chain yet.")
        String why,

        @Schema(examples = "It publishes it in a batch with others.") @Nullable
        String next,

        @Nullable Instant nextAt,
        @Nullable UUID bucket,
        @Nullable String pieceCid,
        @Nullable UUID deal,
        @Nullable String provider,
        @Nullable Long chainDealId,
        @Nullable String publishCid,
        @Nullable String proposalCid,
        @Nullable String core) {

    /** How far a step is. */
    @Schema(enumeration = {"done", "now", "waiting", "failed"})
    public enum State {
        DONE,
        /** Under way. */
        NOW,
        /** Not reached. */
        WAITING,
        FAILED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException for a step without a reason, or one that is not over and says not what comes next */
    public Step {
        if (why.isBlank()) {
            throw new IllegalArgumentException("The step " + step + " has no reason.");
        }
        if ((state == State.NOW || state == State.WAITING) && (next == null || next.isBlank())) {
            throw new IllegalArgumentException("The step " + step + " does not say what comes next.");
        }
    }

    static Step done(String step, @Nullable Instant at, String why) {
        return plain(step, State.DONE, at, why, null, null);
    }

    static Step open(String step, State state, @Nullable Instant at, Reason reason) {
        return plain(step, state, at, reason.why(), reason.next(), reason.nextAt());
    }

    static Step plain(
            String step,
            State state,
            @Nullable Instant at,
            String why,
            @Nullable String next,
            @Nullable Instant nextAt) {
        return new Step(step, state, at, why, next, nextAt, null, null, null, null, null, null, null, null);
    }

    boolean isOpen() {
        return state == State.NOW || state == State.WAITING;
    }

    Step at(@Nullable UUID inBucket, @Nullable String onCore) {
        return new Step(
                step,
                state,
                at,
                why,
                next,
                nextAt,
                inBucket,
                pieceCid,
                deal,
                provider,
                chainDealId,
                publishCid,
                proposalCid,
                onCore);
    }

    Step ofPiece(@Nullable String cid) {
        return new Step(
                step,
                state,
                at,
                why,
                next,
                nextAt,
                bucket,
                cid,
                deal,
                provider,
                chainDealId,
                publishCid,
                proposalCid,
                core);
    }

    Step ofDeal(DealNow about) {
        return new Step(
                step,
                state,
                at,
                why,
                next,
                nextAt,
                about.bucket(),
                about.pieceCid(),
                about.uuid(),
                about.provider(),
                about.chainDealId(),
                about.publishCid(),
                about.proposalCid(),
                core);
    }
}
