package io.whypfs.deals.chain;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.util.Optional;

/** Passes every question on to another chain, for wrappers that change some of them. */
abstract class ForwardingChain implements Chain {

    /** The chain that answers, once it may. */
    protected abstract Chain checked() throws ChainException;

    @Override
    public ChainHead head() throws ChainException {
        return checked().head();
    }

    @Override
    public NetworkIdentity network() throws ChainException {
        return checked().network();
    }

    @Override
    public MinerInfo miner(Address provider) throws ChainException {
        return checked().miner(provider);
    }

    @Override
    public boolean hasMinPower(Address provider) throws ChainException {
        return checked().hasMinPower(provider);
    }

    @Override
    public Optional<Address> idAddress(Address address) throws ChainException {
        return checked().idAddress(address);
    }

    @Override
    public Address keyAddress(Address address) throws ChainException {
        return checked().keyAddress(address);
    }

    @Override
    public MarketBalance marketBalance(Address client) throws ChainException {
        return checked().marketBalance(client);
    }

    @Override
    public Optional<BigInteger> datacap(Address client) throws ChainException {
        return checked().datacap(client);
    }

    @Override
    public CollateralBounds collateralBounds(PaddedPieceSize size, boolean verified) throws ChainException {
        return checked().collateralBounds(size, verified);
    }

    @Override
    public Optional<OnChainDeal> deal(long chainDealId) throws ChainException {
        return checked().deal(chainDealId);
    }

    @Override
    public Optional<MessageOutcome> outcome(Cid message) throws ChainException {
        return checked().outcome(message);
    }

    @Override
    public Optional<ChainMessage> message(Cid cid) throws ChainException {
        return checked().message(cid);
    }

    @Override
    public TokenAmount balance(Address wallet) throws ChainException {
        return checked().balance(wallet);
    }

    @Override
    public long nonce(Address wallet) throws ChainException {
        return checked().nonce(wallet);
    }

    @Override
    public ChainMessage withGas(ChainMessage message, TokenAmount maxFee) throws ChainException {
        return checked().withGas(message, maxFee);
    }

    @Override
    public Cid push(SignedMessage message) throws ChainException {
        return checked().push(message);
    }
}
