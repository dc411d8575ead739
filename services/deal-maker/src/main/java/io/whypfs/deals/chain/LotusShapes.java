package io.whypfs.deals.chain;

import io.whypfs.deals.chain.ChainException.BadNodeAnswer;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.DealLabel;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import java.time.Instant;
import java.util.List;

/** Reads the objects that a Lotus node answers with; members we do not use are not looked at. */
final class LotusShapes {

    private LotusShapes() {}

    static ChainHead tipset(Answer tipset) throws BadNodeAnswer {
        List<Cid> key = tipset.field("Cids").cids();
        List<Answer> blocks = tipset.field("Blocks").items();
        if (key.isEmpty() || blocks.size() != key.size()) {
            throw tipset.bad("is a tipset without blocks, or with another number of CIDs.");
        }
        long height = tipset.field("Height").unsigned();
        long timestamp = blocks.getFirst().field("Timestamp").unsigned();
        return new ChainHead(height, Instant.ofEpochSecond(timestamp), key);
    }

    static OnChainDeal deal(Answer deal) throws BadNodeAnswer {
        Answer state = deal.field("State");
        return new OnChainDeal(
                proposal(deal.field("Proposal")),
                state.field("SectorStartEpoch").integer(),
                state.field("SlashEpoch").integer());
    }

    private static DealProposal proposal(Answer proposal) throws BadNodeAnswer {
        try {
            return new DealProposal(
                    PieceCid.of(proposal.field("PieceCID").cid()),
                    new PaddedPieceSize(proposal.field("PieceSize").unsigned()),
                    proposal.field("VerifiedDeal").bool(),
                    proposal.field("Client").address(),
                    proposal.field("Provider").address(),
                    new DealLabel.Text(proposal.field("Label").text()),
                    new ChainEpoch(proposal.field("StartEpoch").integer()),
                    new ChainEpoch(proposal.field("EndEpoch").integer()),
                    proposal.field("StoragePricePerEpoch").amount(),
                    proposal.field("ProviderCollateral").amount(),
                    proposal.field("ClientCollateral").amount());
        } catch (FilecoinFormatException e) {
            throw new BadNodeAnswer(proposal.method(), proposal.path() + " is no deal: " + e.getMessage(), e);
        }
    }

    static MessageOutcome outcome(Answer found) throws BadNodeAnswer {
        Answer receipt = found.field("Receipt");
        return new MessageOutcome(
                found.field("Message").cid(),
                receipt.field("ExitCode").smallInteger(),
                receipt.field("Return").bytes(),
                found.field("Height").unsigned());
    }

    static ChainMessage message(Answer message) throws BadNodeAnswer {
        message.field("Version").unsigned();
        return new ChainMessage(
                message.field("To").address(),
                message.field("From").address(),
                message.field("Nonce").unsigned(),
                message.field("Value").amount(),
                message.field("GasLimit").unsigned(),
                message.field("GasFeeCap").amount(),
                message.field("GasPremium").amount(),
                message.field("Method").unsigned(),
                message.field("Params").bytes());
    }
}
