package io.whypfs.deals.deals;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.pieces.Plan;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.piece.PieceCid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Pieces and deals as they are kept. Each call is one transaction: it holds as a whole once it returns, and not at all
 * when it throws. Safe for use by several threads.
 *
 * <p>Every method may throw {@link DealStoreException}.
 */
public interface DealStore {

    /** Pieces to be looked at by this epoch, the longest due first. */
    List<Piece> duePieces(long epoch, int limit);

    Optional<Piece> piece(UUID bucket);

    /** Keeps what a look at a piece came to; nothing when the piece was changed since it was read, which makes it due. */
    void savePiece(Piece piece);

    /** Gives every piece that lacks deals this reason, to be looked at as soon as deals are made again. */
    void holdBack(Reason reason);

    /**
     * Keeps a plan: the piece, the choice, and its deals with their facts. A deal whose provider meanwhile has a live one
     * for this piece is left out; nothing is kept when somebody else changed the piece since it was read.
     *
     * @return the deals that were kept
     */
    List<Deal> plan(Plan plan);

    /** All deals ever made of a piece, whatever bucket it belongs to, oldest first. */
    List<Deal> dealsOf(PieceCid piece);

    /** How many deals are in flight now. */
    InFlight inFlight();

    /** Start epochs of all offers ever made to a provider for a piece. */
    Set<Long> startsOffered(PieceCid piece, Address provider);

    Optional<Deal> find(UUID deal);

    /**
     * Takes deals that are due, of those nobody else has in hand, and holds them for the owner until they are released or
     * the owner is gone for a while.
     */
    List<Deal> claim(UUID owner, Share share, long epoch, int limit);

    void release(UUID owner, UUID deal);

    /** Says that the owner still lives. */
    void renew(UUID owner);

    /**
     * Keeps what a look at a deal came to, with the transition and the fact if there is news, the evidence, and the
     * replacement if there is one. What core-nodes tell about the transfer meanwhile is not undone.
     *
     * @return the deal as it is now
     * @throws StaleDealException when somebody else changed the deal since {@code before} was read
     */
    Deal save(Deal before, Decision decision, Moment now) throws StaleDealException;

    /** Which deals one kind of work takes. */
    enum Share {
        /** All that are not active yet. */
        UNDER_WAY,
        /** Active ones. */
        ACTIVE
    }
}
