package io.whypfs.corenode.dag;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The question which of some blocks are on this core. */
@Path("/internal/v1/have")
@RunOnVirtualThread
public final class HaveResource {

    private static final int MOST_CIDS = 1000;

    private final Blockstore store;

    HaveResource(Blockstore store) {
        this.store = store;
    }

    /** CIDs as text, in any base. */
    public record Question(@Nullable List<@Nullable String> cids) {}

    /** Those that are here, as they were asked for. */
    public record Answer(List<String> have) {}

    @POST
    public Answer have(@Nullable Question question) throws IOException {
        if (question == null || question.cids() == null) {
            throw new ProblemException(
                    400, "bad-input", "Bad request", "The body must be {\"cids\":[\"...\"]}, a list of CIDs.");
        }
        if (question.cids().size() > MOST_CIDS) {
            throw new ProblemException(
                    400,
                    "bad-input",
                    "Bad request",
                    "At most " + MOST_CIDS + " CIDs are taken; ask in several requests.");
        }
        List<String> have = new ArrayList<>();
        for (String cid : question.cids()) {
            if (cid != null && store.has(parse(cid).multihash())) {
                have.add(cid);
            }
        }
        return new Answer(have);
    }

    private static Cid parse(String text) {
        try {
            return Cid.parse(text);
        } catch (MultiformatException e) {
            throw new ProblemException(400, "bad-cid", "Not a CID", String.valueOf(e.getMessage()));
        }
    }
}
