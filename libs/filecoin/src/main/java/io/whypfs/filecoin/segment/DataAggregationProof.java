package io.whypfs.filecoin.segment;

import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.cbor.CborReader;
import io.whypfs.filecoin.cbor.CborWriter;

/**
 * An inclusion proof and the deal that holds the aggregate. CBOR: {@code [proof, 0, [deal id]]}. Source: FRC-0058.
 *
 * @param dealId the chain's number of the deal
 */
public record DataAggregationProof(InclusionProof inclusion, long dealId) {

    /** The only kind of auxiliary data there is: a single deal. */
    private static final int SINGLE_DEAL = 0;

    public byte[] encode() {
        CborWriter out = new CborWriter().list(3);
        inclusion.write(out);
        return out.integer(SINGLE_DEAL).list(1).integer(dealId).toBytes();
    }

    public static DataAggregationProof decode(byte[] cbor) {
        return CborReader.whole(cbor, in -> {
            in.list(3);
            InclusionProof inclusion = InclusionProof.read(in);
            if (in.unsigned() != SINGLE_DEAL) {
                throw new FilecoinFormatException("Only the auxiliary data of a single deal is known.");
            }
            in.list(1);
            return new DataAggregationProof(inclusion, in.unsigned());
        });
    }
}
