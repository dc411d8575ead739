package io.whypfs.deals.simulation;

import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.ClientDealProposal;
import io.whypfs.filecoin.market.DealProposal;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.mk12.DealParams;
import io.whypfs.filecoin.mk12.DealResponse;
import io.whypfs.filecoin.mk12.DealStatus;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import io.whypfs.filecoin.mk12.DealStatusResponse;
import io.whypfs.filecoin.mk12.ProtocolVersion;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.multiformats.Cid;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A provider: checks all that a real one may check, and behaves as it was told to. */
final class SimProvider {

    static final TokenAmount ASK = TokenAmount.ofAttoFil(1L << 20);
    private static final long LEAD = 30;

    private final Address address;
    private final Address client;
    private final SimTime time;
    private final SimChain chain;
    private final RandomGenerator random;
    private final TransferNews news;
    private final Map<UUID, Held> deals = new LinkedHashMap<>();
    private Behaviour behaviour;

    /** Where facts about transfers go. */
    @FunctionalInterface
    interface TransferNews {
        void served(UUID deal, long bytes, boolean whole);
    }

    /** A deal that was accepted. */
    static final class Held {
        final byte[] bytes;
        final DealParams params;
        final long acceptedAt;
        final long fetchAt;
        final long publishAt;
        final long proveAfter;
        boolean fetched;
        boolean failed;
        Optional<Cid> publish = Optional.empty();

        Held(byte[] bytes, DealParams params, long now, RandomGenerator random) {
            this.bytes = bytes;
            this.params = params;
            this.acceptedAt = now;
            this.fetchAt = now + random.nextInt(1, 6);
            this.publishAt = fetchAt + random.nextInt(2, 12);
            this.proveAfter = random.nextInt(3, 40);
        }

        Cid signed() {
            return params.proposal().cid();
        }
    }

    SimProvider(
            Address address,
            Address client,
            SimTime time,
            SimChain chain,
            RandomGenerator random,
            TransferNews news,
            Behaviour behaviour) {
        this.address = address;
        this.client = client;
        this.time = time;
        this.chain = chain;
        this.random = random;
        this.news = news;
        this.behaviour = behaviour;
    }

    Address address() {
        return address;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    /** Becomes honest from now on. */
    void reform() {
        behaviour = Behaviour.HONEST;
    }

    Map<UUID, Held> deals() {
        return deals;
    }

    DealResponse propose(byte[] bytes) {
        DealParams params = DealParams.decode(bytes);
        if (!Arrays.equals(params.encode(ProtocolVersion.V1_2_1), bytes)) {
            return refuse("failed validation: not canonical");
        }
        Optional<String> fault = fault(params);
        if (fault.isPresent()) {
            return refuse(fault.get());
        }
        Held held = deals.get(params.dealUuid());
        if (held != null) {
            return refuse("deal proposal is identical to deal " + params.dealUuid() + " (same uuid)");
        }
        if (deals.values().stream()
                .anyMatch(other -> other.signed().equals(params.proposal().cid()))) {
            return refuse("store deal: same proposalCID");
        }
        Optional<String> mood = mood(params);
        if (mood.isPresent()) {
            return refuse(mood.get());
        }
        deals.put(params.dealUuid(), new Held(bytes, params, time.epoch(), random));
        return new DealResponse("", true);
    }

    private static DealResponse refuse(String why) {
        return new DealResponse(why, false);
    }

    private Optional<String> fault(DealParams params) {
        DealProposal proposal = params.proposal().proposal();
        if (!Secp256k1.verifies(params.proposal().signature(), proposal.encode(), client)) {
            return Optional.of("failed validation: invalid signature");
        }
        if (!proposal.provider().equals(address)) {
            return Optional.of("failed validation: wrong provider");
        }
        if (proposal.start().height() <= time.epoch()) {
            return Optional.of("failed validation: deal start epoch has already elapsed");
        }
        if (proposal.start().height() < time.epoch() + LEAD) {
            return Optional.of("failed validation: cannot seal a sector before the start epoch");
        }
        long collateral = proposal.providerCollateral().attoFil().longValueExact();
        if (collateral < chain.collateralMin()) {
            return Optional.of("failed validation: proposed provider collateral below minimum");
        }
        if (collateral > 2 * chain.collateralMin()) {
            return Optional.of("failed validation: proposed provider collateral above maximum");
        }
        TokenAmount price = new TokenAmount(ASK.attoFil()
                .multiply(BigInteger.valueOf(proposal.pieceSize().bytes()))
                .shiftRight(30));
        if (proposal.storagePricePerEpoch().compareTo(price) < 0) {
            return Optional.of("failed validation: storage price per epoch less than asking price");
        }
        return Optional.empty();
    }

    private Optional<String> mood(DealParams params) {
        DealProposal proposal = params.proposal().proposal();
        return switch (behaviour) {
            case BUSY -> random.nextInt(2) == 0 ? Optional.of("backpressure: too many deals") : Optional.empty();
            case UNWILLING -> Optional.of("client is not allowed");
            case FAULTFINDING -> Optional.of("failed validation: the moon is full");
            case SLOW_STARTER ->
                proposal.start().height() < time.epoch() + SimPolicy.START_DELAY + LEAD
                        ? Optional.of("failed validation: cannot seal a sector before the start")
                        : Optional.empty();
            case STALE_COLLATERAL ->
                random.nextInt(2) == 0
                        ? Optional.of("failed validation: provider collateral below minimum")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Empty: no answer. */
    Optional<DealStatusResponse> status(DealStatusRequest request) {
        if (behaviour == Behaviour.MUTE) {
            return Optional.empty();
        }
        Held held = deals.get(request.dealUuid());
        boolean isUnknown = held == null || behaviour == Behaviour.FORGETTING;
        if (isUnknown || !request.isSignedBy(client)) {
            return Optional.of(
                    new DealStatusResponse("deal not found", request.dealUuid(), false, Optional.empty(), 0, 0));
        }
        Optional<Long> number = held.publish.isPresent() ? chain.numberOf(held.signed()) : Optional.empty();
        String word = held.failed
                ? "Complete"
                : number.isPresent()
                        ? "PublishConfirmed"
                        : held.publish.isPresent() ? "Published" : held.fetched ? "Transferred" : "Accepted";
        DealStatus status = new DealStatus(
                held.failed ? "commitment mismatch" : "",
                word,
                held.params.proposal().proposal(),
                held.publish,
                number.orElse(0L),
                "",
                held.signed());
        return Optional.of(new DealStatusResponse("", request.dealUuid(), false, Optional.of(status), 1, 1));
    }

    void tick() {
        for (Held held : deals.values()) {
            if (!held.failed) {
                move(held);
            }
        }
    }

    private void move(Held held) {
        boolean mayFetch = behaviour != Behaviour.SILENT && behaviour != Behaviour.FORGETTING;
        if (!held.fetched && mayFetch && time.epoch() >= held.fetchAt) {
            long size = held.params.transfer().sizeBytes();
            held.fetched = true;
            held.failed = behaviour == Behaviour.CLUMSY;
            news.served(held.params.dealUuid(), size / 2, false);
            news.served(held.params.dealUuid(), size, true);
        }
        boolean mayPublish = held.fetched && !held.failed && behaviour != Behaviour.IDLE;
        if (held.publish.isEmpty() && mayPublish && time.epoch() >= held.publishAt) {
            held.publish = Optional.of(publish(held));
        }
        chain.numberOf(held.signed()).ifPresent(number -> prove(held, number));
    }

    private Cid publish(Held held) {
        ClientDealProposal signed = held.params.proposal();
        return switch (behaviour) {
            case CHEATING -> {
                ClientDealProposal forged = new ClientDealProposal(dearer(signed.proposal()), signed.signature());
                chain.letPass(forged);
                yield chain.publish(address, List.of(forged));
            }
            case DROPPING -> {
                chain.drop(signed.cid());
                yield chain.publish(address, List.of(stranger(signed), signed, signed, stranger(signed)));
            }
            default -> chain.publish(address, List.of(stranger(signed), signed));
        };
    }

    private static DealProposal dearer(DealProposal p) {
        return new DealProposal(
                p.pieceCid(),
                p.pieceSize(),
                p.verified(),
                p.client(),
                p.provider(),
                p.label(),
                p.start(),
                p.end(),
                p.storagePricePerEpoch().plus(TokenAmount.ofAttoFil(1)),
                p.providerCollateral(),
                p.clientCollateral());
    }

    /** Somebody else's deal in the same batch, which the chain drops: its signature is not theirs. */
    private static ClientDealProposal stranger(ClientDealProposal ours) {
        DealProposal p = ours.proposal();
        return new ClientDealProposal(
                new DealProposal(
                        p.pieceCid(),
                        p.pieceSize(),
                        p.verified(),
                        Address.id(4711),
                        p.provider(),
                        p.label(),
                        p.start(),
                        p.end(),
                        p.storagePricePerEpoch(),
                        p.providerCollateral(),
                        p.clientCollateral()),
                ours.signature());
    }

    private void prove(Held held, long number) {
        SimChain.Market deal = chain.deals().get(number);
        boolean isDue = time.epoch() >= deal.publishedAt + held.proveAfter;
        if (isDue && behaviour != Behaviour.UNPROVING) {
            chain.prove(number);
        }
        if (behaviour == Behaviour.LOSING && deal.sectorStart > 0 && time.epoch() > deal.sectorStart + 60) {
            chain.slash(number);
        }
    }
}
