package io.whypfs.deals.deals;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.deals.deals.DealQueryRepository.Filter;
import io.whypfs.deals.tracking.PieceAddress;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions of other services about deals. */
@Path("/internal/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DealResource {

    private static final Set<String> STATES = Set.of(
            "planned",
            "proposing",
            "accepted",
            "transferring",
            "transferred",
            "published",
            "sealing",
            "active",
            "rejected",
            "failed",
            "slashed",
            "expired");
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final DealQueryRepository deals;
    private final PieceAddress address;

    DealResource(DealQueryRepository deals, PieceAddress address) {
        this.deals = deals;
        this.address = address;
    }

    /** A bucket's piece and deals; zeros for a bucket that is not known here yet. */
    @GET
    @Path("/buckets/{uuid}/deals")
    public BucketDeals ofBucket(String uuid) {
        UUID bucket = uuid(uuid);
        return deals.piece(bucket)
                .map(piece -> BucketDeals.of(piece, deals.ofBucket(bucket), address))
                .orElseGet(() -> BucketDeals.unknown(bucket));
    }

    /** Deals by id, rising. */
    @GET
    @Path("/deals")
    public List<DealView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("bucket") @Nullable String bucket,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @Nullable Integer limit) {
        if (state != null && !STATES.contains(state)) {
            throw bad("A deal's state is one of "
                    + String.join(", ", STATES.stream().sorted().toList()) + ".");
        }
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw bad("The limit must be between 1 and " + MOST + ".");
        }
        Filter filter = new Filter(
                state,
                provider == null ? null : provider(provider),
                bucket == null ? null : uuid(bucket),
                after == null ? 0 : after,
                most);
        return deals.list(filter).stream().map(DealView::of).toList();
    }

    @GET
    @Path("/deals/{deal}")
    public DealView deal(String deal) {
        return DealView.of(find(deal));
    }

    @GET
    @Path("/deals/{deal}/transitions")
    public List<DealTransition> transitions(String deal) {
        return deals.transitions(find(deal).uuid());
    }

    @GET
    @Path("/deals/by-proposal/{cid}")
    public DealView byProposal(String cid) {
        return DealView.of(deals.byProposal(cid).orElseThrow(() -> unknown(cid)));
    }

    private Deal find(String uuidOrId) {
        Optional<Deal> found =
                uuidOrId.matches("\\d{1,16}") ? deals.byId(Long.parseLong(uuidOrId)) : deals.byUuid(uuid(uuidOrId));
        return found.orElseThrow(() -> unknown(uuidOrId));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(badProblem("'" + text + "' is no UUID."), e);
        }
    }

    private static String provider(String text) {
        try {
            return Address.parse(text).toString();
        } catch (FilecoinFormatException e) {
            throw new ProblemException(badProblem("'" + text + "' is no provider's address: " + e.getMessage()), e);
        }
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(badProblem(detail));
    }

    private static Problem badProblem(String detail) {
        return new Problem(400, "bad-input", "Question not usable", detail);
    }

    private static ProblemException unknown(String deal) {
        return new ProblemException(
                404,
                "unknown-deal",
                "Deal not known",
                "There is no deal " + deal + "; it may be of another installation.");
    }
}
