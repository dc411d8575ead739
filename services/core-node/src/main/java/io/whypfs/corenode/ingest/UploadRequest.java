package io.whypfs.corenode.ingest;

import io.whypfs.ipld.unixfs.ImportProfile;

/**
 * What an upload asks for.
 *
 * @param content the content it is pinned for
 * @param profile how files are cut and linked
 * @param maxBytes most file bytes that are taken
 */
record UploadRequest(long content, ImportProfile profile, long maxBytes) {}
