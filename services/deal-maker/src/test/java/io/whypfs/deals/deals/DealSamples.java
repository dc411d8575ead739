package io.whypfs.deals.deals;

import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.protocol.RejectionClass;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.ChainEpoch;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.filecoin.market.DealLabel;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.Transfer;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Pieces, deals and states for tests. */
public final class DealSamples {

    public static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
    public static final Moment NOW = at(5000);
    public static final PieceCid PIECE =
            PieceCid.parse("baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq");
    public static final Cid ROOT = cid("root");
    public static final Address PROVIDER = Address.id(1000);
    public static final Secp256k1Key KEY = Secp256k1Key.of(scalar());

    private DealSamples() {}

    private static byte[] scalar() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 9);
        return bytes;
    }

    public static Moment at(long epoch) {
        Instant time = AT.plusSeconds(30 * (epoch - 5000));
        return new Moment(time, new ChainHead(epoch, time, List.of()), Duration.ofSeconds(30));
    }

    public static Cid cid(String text) {
        return Cid.v1(Multicodec.DAG_CBOR, Multihash.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Piece piece(UUID bucket) {
        return new Piece(
                bucket,
                PIECE,
                "bafkzv2",
                new PaddedPieceSize(1 << 20),
                1_000_000,
                ROOT,
                6,
                new Reason("The piece is built, and no deal was made yet.", "Storage providers are chosen."),
                AT,
                6,
                0,
                0,
                0,
                1);
    }

    public static Deal planned(UUID bucket, Address provider) {
        // Above what 64 bits hold, as the sum of a large piece's price may be.
        TokenAmount price = new TokenAmount(BigInteger.TEN.pow(20));
        return Deal.planned(
                UUID.randomUUID(),
                bucket,
                PIECE,
                new PaddedPieceSize(1 << 20),
                provider,
                new Terms(KEY.address(), false, price, 1, Adjustment.none),
                new Reason("The provider was chosen.", "The offer is signed and sent.", AT.plusSeconds(60)),
                NOW);
    }

    public static Offer offer(Deal deal) {
        return offer(deal, 25_000);
    }

    public static Offer offer(Deal deal, long start) {
        DealProposal proposal = new DealProposal(
                deal.pieceCid(),
                deal.pieceSize(),
                deal.terms().verified(),
                deal.terms().client(),
                deal.provider(),
                new DealLabel.Text(ROOT.toString()),
                new ChainEpoch(start),
                new ChainEpoch(start + 600_000),
                deal.terms().pricePerEpoch(),
                new TokenAmount(BigInteger.TEN.pow(21)),
                TokenAmount.ZERO);
        DealParams params = new DealParams(
                deal.uuid(),
                new Transfer(1_000_000, "http", "{}".getBytes(StandardCharsets.UTF_8), ""),
                false,
                ROOT,
                false,
                ClientDealProposal.sign(proposal, KEY),
                false);
        return new Offer(params, 5000);
    }

    /** Every state, in the order in which a deal may come into it. */
    public static List<DealState> states(Deal deal) {
        Offer offer = offer(deal);
        Publication publication = new Publication(cid("publish"), 77, 5100);
        Cid chain = cid("chain");
        return List.of(
                new DealState.Planned(),
                new DealState.Proposing(offer, 2, true, true),
                new DealState.Accepted(offer),
                new DealState.Transferring(offer),
                new DealState.Transferred(offer),
                new DealState.Published(offer, publication),
                new DealState.Published(offer, new Publication(null, 78, 5101)),
                new DealState.Sealing(offer, publication, chain),
                new DealState.Active(offer, publication, chain, 5300, false),
                new DealState.Active(offer, publication, chain, 5300, true),
                new DealState.Rejected(offer, RejectionClass.BLOCKLISTED, Long.MAX_VALUE / 2),
                new DealState.Failed(null, null, 9),
                new DealState.Failed(offer, publication, 26_000),
                new DealState.Slashed(offer, publication, chain, 6000, 9000),
                new DealState.Expired(offer, publication, chain));
    }
}
