package io.whypfs.deals.providers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.kit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry for operators, through api-node. */
@Path("/internal/v1/providers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ProviderResource {

    private static final int MAX_REASON = 1000;
    private static final int BAD_INPUT = 400;
    private static final int NOT_FOUND = 404;

    private final ProviderRegistry registry;
    private final ProviderDoor door;

    ProviderResource(ProviderRegistry registry, ProviderDoor door) {
        this.registry = registry;
        this.door = door;
    }

    /** Names a provider. */
    public record Named(@Nullable String address) {}

    /** The operator's word. */
    public record Word(@Nullable String standing, @Nullable String reason) {}

    /** Something that happened. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            Instant at,
            long epoch,
            UUID deal,
            String kind,
            @Nullable String rejection,
            String text) {}

    @GET
    public List<ProviderView> all() {
        return door.views();
    }

    @GET
    @Path("/{address}")
    public ProviderView one(String address) {
        return door.view(known(address));
    }

    /** Takes up a provider, or finds it taken up; what the chain and it say is asked for before the answer. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ProviderView add(@Nullable Named named) {
        if (named == null || named.address() == null) {
            throw bad("The body must be {\"address\":\"f01000\"}.");
        }
        return door.add(parsed(named.address()));
    }

    @PUT
    @Path("/{address}/standing")
    @Consumes(MediaType.APPLICATION_JSON)
    public ProviderView stand(String address, @Nullable Word word) {
        Provider provider = known(address);
        OperatorStanding standing = standing(word == null ? null : word.standing());
        String reason =
                word == null || word.reason() == null ? "" : word.reason().strip();
        if (reason.length() > MAX_REASON) {
            throw bad("The reason has at most " + MAX_REASON + " characters; this one has " + reason.length() + ".");
        }
        registry.stand(provider.address(), standing, reason.replace('\0', ' '));
        return door.view(known(address));
    }

    /** What happened with it, newest first; as much as is kept. */
    @GET
    @Path("/{address}/evidence")
    public List<Event> evidence(String address) {
        return registry.events(known(address).address()).stream()
                .map(event -> new Event(
                        event.at(),
                        event.epoch(),
                        event.deal(),
                        event.kind(),
                        event.rejection()
                                .map(rejection -> rejection.name().toLowerCase(Locale.ROOT))
                                .orElse(null),
                        event.text()))
                .toList();
    }

    private Provider known(String address) {
        Address parsed = parsed(address);
        return registry.find(parsed)
                .orElseThrow(() -> new ProblemException(
                        NOT_FOUND,
                        "unknown-provider",
                        "Storage provider not known here",
                        "The storage provider " + parsed + " is not in the registry; add it first."));
    }

    private static OperatorStanding standing(@Nullable String word) {
        return Arrays.stream(OperatorStanding.values())
                .filter(standing -> standing.name().equals(word))
                .findFirst()
                .orElseThrow(() -> bad("The standing is 'allowed', 'denied' or 'neutral'."));
    }

    private static Address parsed(String text) {
        try {
            return ProviderAddress.parse(text);
        } catch (FilecoinFormatException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(BAD_INPUT, "bad-input", "Request not usable", detail);
    }
}
