package io.whypfs.devnet.control;

import io.whypfs.devnet.wire.DealProposal;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the dump shows a proposal. */
final class Shown {

    private Shown() {}

    static Map<String, Object> proposal(DealProposal proposal) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("pieceCid", proposal.piece());
        shown.put("pieceSize", proposal.pieceSize());
        shown.put("verified", proposal.verified());
        shown.put("client", proposal.client());
        shown.put("provider", proposal.provider());
        shown.put("label", proposal.label().toString());
        shown.put("startEpoch", proposal.start());
        shown.put("endEpoch", proposal.end());
        shown.put("pricePerEpoch", proposal.price().toString());
        shown.put("providerCollateral", proposal.providerCollateral().toString());
        shown.put("clientCollateral", proposal.clientCollateral().toString());
        return shown;
    }
}
