/**
 * Stand-ins for the neighbours of api-node: small HTTP servers that speak the internal contract strictly, and fail on
 * demand.
 *
 * <p>They are beans of the application under test, so that a test injects them; their ports come from {@link
 * io.whypfs.api.stub.Neighbours}, which knows them before the application starts.
 */
@NullMarked
package io.whypfs.api.stub;

import org.jspecify.annotations.NullMarked;
