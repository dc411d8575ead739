/**
 * Reading by CID: path gateway and trustless formats.
 *
 * <p>A root is found by its home rows, an inner block by asking all live cores at once; both answers are remembered for a
 * while. The body is piped from the core to the client. Whatever is served is hostile: sandboxed, never sniffed by browsers.
 * Status codes, headers and page follow the path gateway and trustless gateway specifications.
 */
@NullMarked
package io.whypfs.api.gateway;

import org.jspecify.annotations.NullMarked;
