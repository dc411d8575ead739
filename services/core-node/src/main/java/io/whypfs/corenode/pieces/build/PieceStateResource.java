package io.whypfs.corenode.pieces.build;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.corenode.text.Escaped;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.kit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The question how the piece of a bucket stands. Any core answers, whichever builds it. */
@Path("/internal/v1/pieces/by-bucket")
@RunOnVirtualThread
public final class PieceStateResource {

    private final BuildsRepository builds;

    PieceStateResource(BuildsRepository builds) {
        this.builds = builds;
    }

    /**
     * How a piece stands.
     *
     * @param doneBytes bytes of the archive that are laid out; all of them when it is ready
     * @param totalBytes its length; about, as long as it is not ready
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String bucket,
            String state,
            String since,
            String why,
            String next,
            @Nullable String nextAt,
            long doneBytes,
            long totalBytes,
            @Nullable String pieceCid) {

        static View of(UUID bucket, BuildsRepository.Row row) {
            return new View(
                    bucket.toString(),
                    row.state(),
                    row.since().toString(),
                    row.why(),
                    row.next(),
                    row.nextAt().map(Object::toString).orElse(null),
                    row.doneBytes(),
                    row.carBytes().orElse(row.estimateBytes()),
                    row.commitment()
                            .map(bytes -> new PieceCid(Commitment.of(bytes)).toString())
                            .orElse(null));
        }
    }

    @GET
    @Path("/{bucket}")
    public View byBucket(@PathParam("bucket") String bucket) {
        UUID id = parse(bucket).orElseThrow(() -> unknown(bucket));
        try {
            return builds.find(id).map(row -> View.of(id, row)).orElseThrow(() -> unknown(bucket));
        } catch (SQLException e) {
            throw new ProblemException(
                    503,
                    "database-unavailable",
                    "Database away",
                    "The piece cannot be looked up, because PostgreSQL does not answer: " + e.getMessage());
        }
    }

    private static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ProblemException unknown(String bucket) {
        return new ProblemException(
                404,
                "unknown-piece",
                "No such piece",
                "This system's cores were told of no sealed bucket " + Escaped.of(bucket) + ".");
    }
}
