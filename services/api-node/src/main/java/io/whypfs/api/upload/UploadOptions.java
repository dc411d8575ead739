package io.whypfs.api.upload;

import io.whypfs.api.buckets.WishedBuckets;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.http.ApiRequest;
import io.whypfs.ipld.unixfs.ImportProfile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What an upload's query wishes; read before its first byte.
 *
 * @param filename empty: the name that the file part carries
 * @param replication deals wished for; 0: not said in the query
 * @param bucket the dedicated bucket wished for; empty: not said in the query
 */
record UploadOptions(
        String filename, int replication, String profile, boolean ignoreDuplicates, Optional<UUID> bucket) {

    private static final int LONGEST_NAME_BYTES = 255;
    private static final int MOST_REPLICATION = 50;

    /** @throws ApiException 400 for a wish that is not understood, or that this system does not grant */
    static UploadOptions parse(ApiRequest request, String defaultProfile) {
        for (String wish : new String[] {"coluuid", "dir"}) {
            refuseCollections(wish, request.query(wish).orElse(""));
        }
        if (request.flag("overwrite")) {
            throw ApiException.invalid(
                    "overwrite=true replaces a file in a collection, and collections are not served yet: leave it out.");
        }
        String factor = request.query("replicationFactor").orElse("1");
        if (!factor.equals("1")) {
            throw ApiException.invalid("replicationFactor=" + clean(factor)
                    + " cannot be honoured: this system keeps one hot copy; leave it out or send 1.");
        }
        String profile =
                request.query("profile").filter(text -> !text.isEmpty()).orElse(defaultProfile);
        if (ImportProfile.parse(profile).isEmpty()) {
            throw ApiException.invalid("The profile " + clean(profile)
                    + " is not known: use unixfs-v1-2025, unixfs-v0-2015 or estuary-v1.");
        }
        return new UploadOptions(
                name(request.query("filename").orElse("")),
                replication(request.query("replication").orElse("")),
                profile,
                request.flag("ignore-dupes"),
                bucket(request.query("bucket").orElse("")));
    }

    static void refuseCollections(String field, String value) {
        if (!value.isEmpty()) {
            throw ApiException.invalid("The upload names a collection by " + field
                    + ", and collections are not served yet: leave it out, nothing was stored.");
        }
    }

    /** A name for people. @throws ApiException 400 when it has a NUL, a segment {@code ..}, or 256 bytes or more */
    static String name(String name) {
        if (name.indexOf('\0') >= 0) {
            throw ApiException.invalid("The file name contains a NUL character: choose another name.");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw ApiException.invalid("The file name is longer than 255 bytes: choose a shorter one.");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                throw ApiException.invalid("The file name has the segment '" + segment + "': choose a plain name.");
            }
        }
        return name;
    }

    /** A wish for a bucket; the empty text is none. @throws ApiException 400 when it is no UUID */
    static Optional<UUID> bucket(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(WishedBuckets.parse(text));
    }

    /** A wish for deals; like V1, a text that is no number counts as no wish. */
    static int replication(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int wished;
        try {
            wished = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
        if (wished < 1 || wished > MOST_REPLICATION) {
            throw ApiException.invalid("replication=" + wished + " cannot be honoured: ask for 1 to 50 deals.");
        }
        return wished;
    }

    private static String clean(String text) {
        return text.length() > 64 ? text.substring(0, 64) : text;
    }
}
