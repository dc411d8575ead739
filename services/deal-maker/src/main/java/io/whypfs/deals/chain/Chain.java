package io.whypfs.deals.chain;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Questions to a Filecoin node and messages through it. Blocking; for virtual threads. Safe for use by several threads.
 *
 * <p>Answers are about the state at the node's head. Reads are repeated by themselves while the node is away for a
 * moment; {@link #push} is not.
 */
public interface Chain {

    /** The heaviest tipset the node knows. */
    ChainHead head() throws ChainException;

    /** Which chain this is; the same for as long as the service runs. */
    NetworkIdentity network() throws ChainException;

    /** @throws ChainException.NodeRefused with {@link ChainException.NodeRefused#isActorNotFound()} when nobody has this address */
    MinerInfo miner(Address provider) throws ChainException;

    /** Whether the provider has the power that block rewards need; one without still takes deals. */
    boolean hasMinPower(Address provider) throws ChainException;

    /** The id form; empty while the chain does not know the address, as before its first funds. */
    Optional<Address> idAddress(Address address) throws ChainException;

    /** The address of the key that signs for an account. */
    Address keyAddress(Address address) throws ChainException;

    /** What the storage market holds for a client; zeros for one it does not know. */
    MarketBalance marketBalance(Address client) throws ChainException;

    /** Datacap that is left, in bytes of padded piece size; empty: none was ever granted or all is used. */
    Optional<BigInteger> datacap(Address client) throws ChainException;

    /** What the chain asks of a provider who takes a piece of this size; the minimum already has 10 % on top. */
    CollateralBounds collateralBounds(PaddedPieceSize size, boolean verified) throws ChainException;

    /** A published deal; empty when the chain does not have it (any more). */
    Optional<OnChainDeal> deal(long chainDealId) throws ChainException;

    /** What became of a message or of the one that replaced it; empty while no tipset holds it. */
    Optional<MessageOutcome> outcome(Cid message) throws ChainException;

    /** A message by its CID, signed or not; empty when the node does not have it. */
    Optional<ChainMessage> message(Cid cid) throws ChainException;

    /** What a wallet holds, outside the storage market. */
    TokenAmount balance(Address wallet) throws ChainException;

    /** The next nonce of a wallet, behind the messages that wait in the node's pool. */
    long nonce(Address wallet) throws ChainException;

    /** The message with the node's estimate of gas, such that all gas together costs at most {@code maxFee}. */
    ChainMessage withGas(ChainMessage message, TokenAmount maxFee) throws ChainException;

    /**
     * Hands a message to the network. The same bytes may be pushed again.
     *
     * @return the CID by which the chain finds it, equal to {@link SignedMessage#cid()}
     */
    Cid push(SignedMessage message) throws ChainException;
}
