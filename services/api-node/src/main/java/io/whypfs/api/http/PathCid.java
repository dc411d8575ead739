package io.whypfs.api.http;

import io.whypfs.api.errors.ApiException;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.MultiformatException;

/** A CID in the path, in any spelling. */
public record PathCid(Cid value) {

    /** @throws ApiException 400 when it is none */
    public static PathCid fromString(String text) {
        try {
            return new PathCid(Cid.parse(text));
        } catch (MultiformatException e) {
            throw ApiException.invalid("The CID in the path cannot be read: " + e.getMessage());
        }
    }
}
