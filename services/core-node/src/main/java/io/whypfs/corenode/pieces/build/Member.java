package io.whypfs.corenode.pieces.build;

import io.whypfs.multiformats.Cid;

/** A content in a bucket, by its root. */
record Member(long content, Cid cid) {}
