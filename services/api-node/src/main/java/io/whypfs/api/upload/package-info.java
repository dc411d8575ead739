/**
 * Taking bytes in: the request body is piped, unparsed, to a core-node's ingest, then the row is committed.
 *
 * <p>The flow: options checked before the first byte is taken, a core chosen, bytes piped with back-pressure, the core's
 * answer turned into a row, the row committed, 200. Nothing is written to disk here. A client that goes away resets the
 * request to the core, which pins nothing for it.
 */
@NullMarked
package io.whypfs.api.upload;

import org.jspecify.annotations.NullMarked;
