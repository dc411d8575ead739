/**
 * Data segments: many small pieces in one, with an index at its end and a proof for each (FRC-0058).
 *
 * <pre>
 *   sizes -> SegmentLayout (places) -> Aggregate (index, tree, proofs) -> InclusionProof, checked without the aggregate
 * </pre>
 *
 * <p>Everything here works on commitments; the bytes of the segments are not read again.
 */
@NullMarked
package io.whypfs.filecoin.segment;

import org.jspecify.annotations.NullMarked;
