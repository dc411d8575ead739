package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** V1's {@code limit} and {@code offset}. */
public class PageQuery {

    private static final int LARGEST = 10_000;

    @QueryParam("limit")
    @Parameter(
            description =
                    "Page length; left out, 0 or less: the default, 20 for /content/deals and 500 elsewhere; at most "
                            + "10000",
            example = "100",
            schema = @Schema(implementation = int.class))
    @Nullable
    public String limit;

    @QueryParam("offset")
    @Parameter(
            description = "How many to skip",
            example = "0",
            schema = @Schema(implementation = int.class, defaultValue = "0"))
    @Nullable
    public String offset;

    /** The page's length. @throws ApiException 400 when it is no whole number */
    public int length(int otherwise) {
        int length = QueryNumber.read("limit", limit, otherwise);
        return length <= 0 ? otherwise : Math.min(length, LARGEST);
    }

    /** @throws ApiException 400 when it is no whole number */
    public int from() {
        return Math.max(0, QueryNumber.read("offset", offset, 0));
    }
}
