package io.whypfs.api.upload;

/** A content id and what a core stored and pinned under it. */
record Accepted(long id, Stored stored) {}
