package io.whypfs.deals.replication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.deals.chain.ChainStanding;
import io.whypfs.deals.chain.ChainStatus;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.pieces.PiecesConfig;
import io.whypfs.kit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether deals are made, and the switch for it. */
@Path("/internal/v1/deal-making")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DealMakingResource {

    private final DealMaking dealMaking;
    private final DealMakingSwitch operator;
    private final Reachability frontDoor;
    private final ChainStatus chain;
    private final PiecesConfig pieces;
    private final Clock clock;

    DealMakingResource(
            DealMaking dealMaking,
            DealMakingSwitch operator,
            Reachability frontDoor,
            ChainStatus chain,
            PiecesConfig pieces,
            Clock clock) {
        this.dealMaking = dealMaking;
        this.operator = operator;
        this.frontDoor = frontDoor;
        this.chain = chain;
        this.pieces = pieces;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param enabled the operator's switch
     * @param working whether deals are made now
     * @param since of the switch, or of the chain's standing when that is in the way
     * @param headAge of the chain's newest tipset, ISO 8601
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Standing(
            boolean enabled,
            boolean working,
            String why,
            String next,
            @Nullable Instant nextAt,
            Instant since,
            @Nullable String network,
            @Nullable Long head,
            @Nullable Duration headAge,
            String publicUrl,
            boolean publicUrlReachable) {}

    /** The wish. */
    public record Wish(
            @JsonProperty("enabled") @Nullable Boolean enabled,
            @JsonProperty("reason") @Nullable String reason) {}

    @GET
    public Standing standing() {
        DealMakingSwitch.Setting setting = operator.read();
        Optional<Reason> closed = dealMaking.closed();
        ChainStanding seen = chain.standing();
        boolean isChain = setting.enabled() && !seen.works();
        return new Standing(
                setting.enabled(),
                closed.isEmpty(),
                closed.map(Reason::why).orElse("Deals are made: " + setting.reason()),
                closed.map(Reason::next).orElse("Deals are made as pieces come."),
                closed.map(Reason::nextAt).orElse(null),
                isChain ? seen.since() : setting.since(),
                seen.network().map(known -> known.name()).orElse(null),
                seen.head().map(known -> known.height()).orElse(null),
                seen.headAge().orElse(null),
                pieces.publicUrl().toString(),
                frontDoor.obstacle().isEmpty());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Standing set(@Nullable Wish wish) {
        if (wish == null
                || wish.enabled() == null
                || wish.reason() == null
                || wish.reason().isBlank()) {
            throw new ProblemException(
                    400,
                    "bad-input",
                    "Request body not usable",
                    "The body must be {\"enabled\":true|false,\"reason\":\"one sentence\"}.");
        }
        operator.set(wish.enabled(), wish.reason().strip(), clock.instant());
        return standing();
    }
}
