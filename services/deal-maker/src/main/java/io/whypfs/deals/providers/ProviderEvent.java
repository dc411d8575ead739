package io.whypfs.deals.providers;

import io.whypfs.deals.protocol.PlainText;
import io.whypfs.deals.protocol.RejectionClass;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Evidence as it is kept.
 *
 * @param kind the evidence's name in lower case
 * @param text what the provider or the network said; empty when the kind says all
 */
public record ProviderEvent(
        Instant at, long epoch, UUID deal, String kind, Optional<RejectionClass> rejection, String text) {

    static ProviderEvent of(Instant at, long epoch, UUID deal, Evidence evidence) {
        Optional<RejectionClass> rejection =
                evidence instanceof Evidence.Rejected rejected ? Optional.of(rejected.rejection()) : Optional.empty();
        return new ProviderEvent(
                at,
                epoch,
                deal,
                evidence.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                rejection,
                PlainText.of(text(evidence)));
    }

    private static String text(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Proposed(), Evidence.Accepted(), Evidence.Slashed() -> "";
            case Evidence.Rejected rejected -> rejected.message();
            case Evidence.Busy busy -> busy.why();
            case Evidence.Transferred transferred ->
                transferred.bytes() + " bytes in " + transferred.duration().toMillis() + " ms";
            case Evidence.Activated activated -> activated.epochs() + " epochs after the offer";
            case Evidence.Failed failed -> failed.why();
            case Evidence.Unreachable unreachable -> unreachable.why();
        };
    }
}
