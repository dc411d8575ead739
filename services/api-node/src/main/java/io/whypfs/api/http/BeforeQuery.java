package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** V1's {@code limit} and {@code before} of lists of failures. */
public class BeforeQuery {

    private static final int DEFAULT = 500;
    private static final int LARGEST = 10_000;
    /** Later than all that is stored. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    @QueryParam("limit")
    @Parameter(
            description = "Page length; 0 or less: the default; at most 10000",
            example = "100",
            schema = @Schema(implementation = int.class, defaultValue = "500"))
    @Nullable
    public String limit;

    @QueryParam("before")
    @Parameter(
            description = "Only what happened before this time",
            example = "2026-11-24T12:00:00Z",
            schema = @Schema(implementation = String.class, format = "date-time"))
    @Nullable
    public String before;

    /** @throws ApiException 400 when it is no whole number */
    public int length() {
        int length = QueryNumber.read("limit", limit, DEFAULT);
        return length <= 0 ? DEFAULT : Math.min(length, LARGEST);
    }

    /** @throws ApiException 400 when it is no time */
    public Instant time() {
        if (before == null || before.isEmpty()) {
            return END;
        }
        try {
            return OffsetDateTime.parse(before).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.invalid(
                    "The query parameter before is not a time such as 2026-11-24T12:00:00Z (RFC 3339).");
        }
    }
}
