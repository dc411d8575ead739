package io.whypfs.deals.deals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.whypfs.filecoin.market.TokenAmount;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Settings of deals. Times are chain epochs, of which a day has 2880 on the public networks. */
@ConfigMapping(prefix = "whypfs.deals")
public interface DealsConfig {

    /** How many deals, each with another provider, a piece should have. */
    @Min(1)
    @Max(50)
    @WithDefault("6")
    int copies();

    /** From the chain's head to a deal's start, by which the piece must be proven; 7 days. */
    @Min(1)
    @WithDefault("20160")
    long startDelay();

    /** From start to end; 540 days. The chain takes 518400 to 3680640. */
    @Min(1)
    @WithDefault("1555200")
    long duration();

    /** From the chain's head to a deal's end, at most; what the chain allows. */
    @Min(1)
    @WithDefault("3680640")
    long maxEnd();

    /** An offer that starts sooner is not sent any more; 2 days. At most half the start delay counts. */
    @Min(1)
    @WithDefault("5760")
    long minLead();

    /** Whether datacap is used where the wallet has some. */
    @WithDefault("true")
    boolean verified();

    /** Highest price without datacap, attoFIL for each GiB and epoch. */
    @WithDefault("30000000000")
    String priceCeiling();

    /** Highest price with datacap, attoFIL for each GiB and epoch. */
    @WithDefault("0")
    String verifiedPriceCeiling();

    /** After so many epochs what the chain says is believed; 7.5 hours. */
    @Min(1)
    @WithDefault("900")
    long finality();

    /** An active deal that ends sooner counts no longer for the future; 21 days. */
    @Min(1)
    @WithDefault("60480")
    long renewBefore();

    /** Deals under way at once, from the plan until they are active. */
    @Min(1)
    @WithDefault("1000")
    int inFlight();

    /** Deals looked at at the same time. */
    @Min(1)
    @WithDefault("64")
    int concurrency();

    /** Deals of a piece that come to nothing before it pauses. */
    @Min(1)
    @WithDefault("20")
    int failuresPerRound();

    /** How long a piece pauses then; 6 hours. */
    @Min(1)
    @WithDefault("720")
    long roundPause();

    Poll poll();

    Timeout timeout();

    Retry retry();

    /** How often a deal is looked at, by its state. */
    interface Poll {
        /** An offer without a clear answer, and a deal that waits for funds; a minute. */
        @Min(1)
        @WithDefault("2")
        long proposing();

        /** A deal whose piece is to be fetched; 2 minutes. */
        @Min(1)
        @WithDefault("4")
        long accepted();

        /** A deal that is to be published; 5 minutes. */
        @Min(1)
        @WithDefault("10")
        long transferred();

        /** A deal that waits for finality; 10 minutes. */
        @Min(1)
        @WithDefault("20")
        long published();

        /** A deal that waits for its proof; an hour. */
        @Min(1)
        @WithDefault("120")
        long sealing();

        /** An active deal; a day. */
        @Min(1)
        @WithDefault("2880")
        long active();

        /** A piece; 10 minutes. */
        @Min(1)
        @WithDefault("20")
        long sweep();
    }

    /** When waiting for a provider is over. */
    interface Timeout {
        /** For a clear answer to an offer; an hour. */
        @Min(1)
        @WithDefault("120")
        long proposing();

        /** For the first byte it fetches; a day. */
        @Min(1)
        @WithDefault("2880")
        long fetch();

        /** So long before the start a deal must be published; a day. At most a quarter of the start delay counts. */
        @Min(1)
        @WithDefault("2880")
        long publishMargin();

        /** From its word that it published to the chain's; 3 hours. */
        @Min(1)
        @WithDefault("360")
        long confirm();
    }

    /** When a provider is asked again for a piece. */
    interface Retry {
        /** Sendings of one offer that do not arrive, before another provider is chosen. */
        @Min(1)
        @WithDefault("3")
        int tries();

        /** After the first, second, and each further failure; 1 hour, 6 hours, a day. */
        @WithDefault("120,720,2880")
        List<Long> backOff();

        /** Least pause for a provider with too much to do; an hour. */
        @Min(1)
        @WithDefault("120")
        long busyMin();

        /** Greatest pause for a provider with too much to do; 6 hours. */
        @Min(1)
        @WithDefault("720")
        long busyMax();

        /** Pause for a provider that does not want us, or deals of this kind; 3 days. */
        @Min(1)
        @WithDefault("8640")
        long excluded();

        /** Pause of a piece after a refusal for a fault of ours; an hour. */
        @Min(1)
        @WithDefault("120")
        long ownFault();
    }

    /**
     * The same as plain numbers, checked against each other.
     *
     * @throws IllegalArgumentException naming the settings that do not fit together
     */
    default DealPolicy policy() {
        require(renewBefore() < duration(), "renew-before must be less than duration");
        require(maxEnd() > startDelay(), "max-end must be more than start-delay");
        require(finality() < startDelay(), "finality must be less than start-delay");
        require(retry().busyMin() <= retry().busyMax(), "retry.busy-min must be at most retry.busy-max");
        return new DealPolicy(
                new DealPolicy.Offers(
                        copies(),
                        startDelay(),
                        duration(),
                        maxEnd(),
                        minLead(),
                        verified(),
                        TokenAmount.parse(priceCeiling()),
                        TokenAmount.parse(verifiedPriceCeiling())),
                finality(),
                renewBefore(),
                new DealPolicy.Polls(
                        poll().proposing(),
                        poll().accepted(),
                        poll().transferred(),
                        poll().published(),
                        poll().sealing(),
                        poll().active(),
                        poll().sweep()),
                new DealPolicy.Limits(inFlight(), failuresPerRound(), roundPause()),
                new DealPolicy.Timeouts(
                        timeout().proposing(),
                        timeout().fetch(),
                        timeout().publishMargin(),
                        timeout().confirm()),
                new DealPolicy.Retries(
                        retry().tries(),
                        retry().backOff(),
                        retry().busyMin(),
                        retry().busyMax(),
                        retry().excluded(),
                        retry().ownFault()));
    }

    private static void require(boolean fits, String what) {
        if (!fits) {
            throw new IllegalArgumentException("Of the settings whypfs.deals, " + what + ".");
        }
    }
}
