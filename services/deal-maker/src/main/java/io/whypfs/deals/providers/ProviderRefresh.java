package io.whypfs.deals.providers;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.MinerInfo;
import io.whypfs.deals.protocol.AskReply;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.PlainText;
import io.whypfs.deals.protocol.ProviderEndpoint;
import io.whypfs.deals.protocol.Unspoken;
import io.whypfs.deals.providers.Provider.OnChain;
import io.whypfs.deals.providers.Provider.Reach;
import io.whypfs.deals.providers.Provider.Terms;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.mk12.AskResponse.SignedAsk;
import io.whypfs.filecoin.mk12.StorageAsk;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.filecoin.signing.SignatureType;
import io.whypfs.multiformats.Multiaddr;
import java.util.Optional;

/**
 * Asks the chain where a provider is reached and the provider for its terms, and says what it is now. For any thread.
 *
 * <p>A provider that answers is asked again after {@code refreshEpochs}, or when its terms end before; one that is silent
 * soon, then ever later.
 */
final class ProviderRefresh {

    private static final int MAX_DOUBLINGS = 20;

    private final Chain chain;
    private final DealProtocol protocol;
    private final long refreshEpochs;

    ProviderRefresh(Chain chain, DealProtocol protocol, long refreshEpochs) {
        this.chain = chain;
        this.protocol = protocol;
        this.refreshEpochs = refreshEpochs;
    }

    /**
     * The provider as it is found to be.
     *
     * @param epoch of the chain's head
     * @throws ChainException when the chain does not answer, so that nothing new is known
     */
    Provider refresh(Provider known, long epoch) throws ChainException {
        MinerInfo info;
        try {
            info = chain.miner(known.address());
        } catch (ChainException.NodeRefused e) {
            return unknown(known, epoch, e);
        }
        ProviderEndpoint endpoint = ProviderEndpoint.of(known.address(), info.peerId(), info.multiaddrs());
        OnChain onChain = new OnChain(
                info.owner(),
                info.worker(),
                info.peerId(),
                endpoint.addresses().stream().map(Multiaddr::toString).toList(),
                endpoint.unreadable(),
                info.sectorSize(),
                hasMinPower(known.address()),
                epoch);
        if (!protocol.speaks(endpoint)) {
            boolean isVanished = info.peerId().isEmpty() && info.multiaddrs().isEmpty();
            ReachState state = isVanished ? ReachState.vanished : ReachState.unspoken;
            return with(known, Optional.of(onChain), Optional.empty(), state, Unspoken.why(endpoint), 0, epoch);
        }
        return asked(known, onChain, protocol.ask(endpoint, known.address()), epoch);
    }

    private Provider unknown(Provider known, long epoch, ChainException.NodeRefused refusal) {
        String why = refusal.isActorNotFound()
                ? "The chain knows no provider " + known.address() + " (actor not found)."
                : "The chain knows no provider " + known.address() + ": " + refusal.text();
        return with(known, Optional.empty(), Optional.empty(), ReachState.unknown, why, 0, epoch);
    }

    private boolean hasMinPower(Address provider) throws ChainException {
        try {
            return chain.hasMinPower(provider);
        } catch (ChainException.NodeRefused _) {
            return false;
        }
    }

    private Provider asked(Provider known, OnChain onChain, AskReply reply, long epoch) throws ChainException {
        Optional<OnChain> chainSays = Optional.of(onChain);
        return switch (reply) {
            case AskReply.Unreachable(String why) ->
                with(
                        known,
                        chainSays,
                        known.terms(),
                        ReachState.silent,
                        why,
                        known.reach().missed() + 1,
                        epoch);
            case AskReply.None(String why) ->
                with(known, chainSays, Optional.empty(), ReachState.answering, why, 0, epoch);
            case AskReply.Told(SignedAsk signed) -> {
                Optional<String> contradiction = contradiction(signed.ask());
                if (contradiction.isPresent()) {
                    yield with(known, chainSays, Optional.empty(), ReachState.answering, contradiction.get(), 0, epoch);
                }
                Terms terms = new Terms(signed.ask(), signature(signed, onChain.worker()), epoch);
                yield with(known, chainSays, Optional.of(terms), ReachState.answering, "It told its terms.", 0, epoch);
            }
        };
    }

    private static Optional<String> contradiction(StorageAsk ask) {
        boolean isSound = ask.price().signum() >= 0
                && ask.verifiedPrice().signum() >= 0
                && ask.minPieceBytes() <= ask.maxPieceBytes();
        return isSound ? Optional.empty() : Optional.of("Its terms contradict themselves: " + ask + ".");
    }

    private AskSignature signature(SignedAsk signed, Address worker) throws ChainException {
        if (signed.signature().type() != SignatureType.SECP256K1) {
            return AskSignature.unchecked;
        }
        try {
            Address key = chain.keyAddress(worker);
            return Secp256k1.verifies(signed.signature(), signed.ask().encode(), key)
                    ? AskSignature.good
                    : AskSignature.wrong;
        } catch (ChainException.NodeRefused _) {
            return AskSignature.unchecked;
        }
    }

    private Provider with(
            Provider known,
            Optional<OnChain> chainSays,
            Optional<Terms> terms,
            ReachState state,
            String why,
            int missed,
            long epoch) {
        long since = known.reach().state() == state ? known.reach().sinceEpoch() : epoch;
        long wait = missed == 0 ? refreshEpochs : Math.min(refreshEpochs, 1L << Math.min(missed, MAX_DOUBLINGS));
        long expiry = terms.map(told -> told.ask().expiry().height()).orElse(Long.MAX_VALUE);
        long next = Math.min(epoch + wait, expiry > epoch ? expiry : Long.MAX_VALUE);
        return new Provider(
                known.address(),
                chainSays,
                terms,
                known.standing(),
                known.standingReason(),
                new Reach(state, PlainText.of(why), since, missed, next),
                known.evidence());
    }
}
