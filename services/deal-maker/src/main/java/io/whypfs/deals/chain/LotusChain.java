package io.whypfs.deals.chain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.whypfs.deals.chain.ChainException.NodeRefused;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.message.ChainMessage;
import io.whypfs.filecoin.message.SignedMessage;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The methods of a Lotus node, version 1 of its API, which Forest and Venus have too. Asks what it is asked, each time;
 * checks no network and keeps nothing.
 *
 * <p>Source: filecoin-project/lotus, documentation/en/api-methods-v1-stable.md; FRC-0104.
 */
final class LotusChain implements Chain {

    /** What is set about the node's chain. */
    record Settings(NodeJson json, Optional<Duration> epochLength, long messageLookBack) {}

    private final JsonRpc rpc;
    private final NodeJson json;
    private final Settings settings;

    LotusChain(JsonRpc rpc, Settings settings) {
        this.rpc = rpc;
        this.json = settings.json();
        this.settings = settings;
    }

    @Override
    public ChainHead head() throws ChainException {
        return LotusShapes.tipset(rpc.read("Filecoin.ChainHead", NodeJson.params()));
    }

    @Override
    public NetworkIdentity network() throws ChainException {
        String name = rpc.read("Filecoin.StateNetworkName", NodeJson.params()).text();
        ChainHead genesis = LotusShapes.tipset(rpc.read("Filecoin.ChainGetGenesis", NodeJson.params()));
        Duration epoch = settings.epochLength().isPresent()
                ? settings.epochLength().get()
                : epochLength(rpc.read("Filecoin.Version", NodeJson.params()));
        return new NetworkIdentity(name, genesis.key(), epoch);
    }

    /** Simulated chains with epochs below a second say their length in a member of their own. */
    private static Duration epochLength(Answer version) throws ChainException {
        Answer millis = version.field("BlockDelayMillis");
        Answer seconds = version.field("BlockDelay");
        Duration epoch =
                millis.isAbsent() ? Duration.ofSeconds(seconds.unsigned()) : Duration.ofMillis(millis.unsigned());
        if (epoch.isZero()) {
            throw seconds.bad("is zero; set whypfs.chain.epoch to the time from one epoch to the next.");
        }
        return epoch;
    }

    @Override
    public MinerInfo miner(Address provider) throws ChainException {
        Answer info = rpc.read("Filecoin.StateMinerInfo", addressAtHead(provider));
        Answer peerId = info.field("PeerId");
        List<byte[]> multiaddrs = new ArrayList<>();
        for (Answer multiaddr : info.field("Multiaddrs").items()) {
            multiaddrs.add(multiaddr.bytes());
        }
        return new MinerInfo(
                info.field("Owner").address(),
                info.field("Worker").address(),
                peerId.isAbsent() ? Optional.empty() : Optional.of(peerId.text()),
                multiaddrs,
                info.field("SectorSize").unsigned());
    }

    @Override
    public boolean hasMinPower(Address provider) throws ChainException {
        return rpc.read("Filecoin.StateMinerPower", addressAtHead(provider))
                .field("HasMinPower")
                .bool();
    }

    @Override
    public Optional<Address> idAddress(Address address) throws ChainException {
        try {
            return Optional.of(
                    rpc.read("Filecoin.StateLookupID", addressAtHead(address)).address());
        } catch (NodeRefused e) {
            return emptyWhen(e.isActorNotFound(), e);
        }
    }

    @Override
    public Address keyAddress(Address address) throws ChainException {
        return address.isKey()
                ? address
                : rpc.read("Filecoin.StateAccountKey", addressAtHead(address)).address();
    }

    @Override
    public MarketBalance marketBalance(Address client) throws ChainException {
        try {
            Answer balance = rpc.read("Filecoin.StateMarketBalance", addressAtHead(client));
            return new MarketBalance(
                    balance.field("Escrow").amount(), balance.field("Locked").amount());
        } catch (NodeRefused e) {
            return LotusChain.<MarketBalance>emptyWhen(e.isActorNotFound(), e).orElse(MarketBalance.ZERO);
        }
    }

    @Override
    public Optional<BigInteger> datacap(Address client) throws ChainException {
        try {
            Answer datacap = rpc.read("Filecoin.StateVerifiedClientStatus", addressAtHead(client));
            return datacap.isAbsent() ? Optional.empty() : Optional.of(datacap.bigInteger());
        } catch (NodeRefused e) {
            return emptyWhen(e.isActorNotFound(), e);
        }
    }

    @Override
    public CollateralBounds collateralBounds(PaddedPieceSize size, boolean verified) throws ChainException {
        ArrayNode params = NodeJson.params().add(size.bytes()).add(verified).add(NodeJson.head());
        Answer bounds = rpc.read("Filecoin.StateDealProviderCollateralBounds", params);
        return new CollateralBounds(
                bounds.field("Min").amount(), bounds.field("Max").amount());
    }

    @Override
    public Optional<OnChainDeal> deal(long chainDealId) throws ChainException {
        try {
            ArrayNode params = NodeJson.params().add(chainDealId).add(NodeJson.head());
            return Optional.of(LotusShapes.deal(rpc.read("Filecoin.StateMarketStorageDeal", params)));
        } catch (NodeRefused e) {
            return emptyWhen(e.says("deal " + chainDealId + " not found"), e);
        }
    }

    @Override
    public Optional<MessageOutcome> outcome(Cid message) throws ChainException {
        ArrayNode params = NodeJson.params()
                .add(NodeJson.head())
                .add(NodeJson.cid(message))
                .add(settings.messageLookBack())
                .add(true);
        try {
            Answer found = rpc.read("Filecoin.StateSearchMsg", params);
            return found.isAbsent() ? Optional.empty() : Optional.of(LotusShapes.outcome(found));
        } catch (NodeRefused e) {
            return emptyWhen(isUnknown(e), e);
        }
    }

    @Override
    public Optional<ChainMessage> message(Cid cid) throws ChainException {
        try {
            Answer found =
                    rpc.read("Filecoin.ChainGetMessage", NodeJson.params().add(NodeJson.cid(cid)));
            return Optional.of(LotusShapes.message(found));
        } catch (NodeRefused e) {
            return emptyWhen(isUnknown(e), e);
        }
    }

    @Override
    public TokenAmount balance(Address wallet) throws ChainException {
        return rpc.read("Filecoin.WalletBalance", NodeJson.params().add(json.address(wallet)))
                .amount();
    }

    @Override
    public long nonce(Address wallet) throws ChainException {
        return rpc.read("Filecoin.MpoolGetNonce", NodeJson.params().add(json.address(wallet)))
                .unsigned();
    }

    @Override
    public ChainMessage withGas(ChainMessage message, TokenAmount maxFee) throws ChainException {
        ArrayNode params = NodeJson.params()
                .add(json.message(message))
                .add(NodeJson.maxFee(maxFee))
                .add(NodeJson.head());
        Answer answer = rpc.read("Filecoin.GasEstimateMessageGas", params);
        ChainMessage estimated = LotusShapes.message(answer);
        ChainMessage ours = message.withGas(estimated.gasLimit(), estimated.gasFeeCap(), estimated.gasPremium());
        if (!ours.equals(estimated)) {
            throw answer.bad("is another message than the one that was sent.");
        }
        return ours;
    }

    @Override
    public Cid push(SignedMessage message) throws ChainException {
        Answer pushed = rpc.call("Filecoin.MpoolPush", NodeJson.params().add(json.signed(message)));
        Cid cid = pushed.cid();
        if (!cid.equals(message.cid())) {
            throw pushed.bad("is " + cid + ", but the message is " + message.cid() + ".");
        }
        return cid;
    }

    private ArrayNode addressAtHead(Address address) {
        return NodeJson.params().add(json.address(address)).add(NodeJson.head());
    }

    /** Lotus says it in one way for its own store and in another for the one below. */
    private static boolean isUnknown(NodeRefused e) {
        return e.says("not found") || e.says("could not find");
    }

    private static <T> Optional<T> emptyWhen(boolean isNothing, NodeRefused refused) throws NodeRefused {
        if (isNothing) {
            return Optional.empty();
        }
        throw refused;
    }
}
