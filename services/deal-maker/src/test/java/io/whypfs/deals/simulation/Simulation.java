package io.whypfs.deals.simulation;

import io.whypfs.deals.chain.OnChainDeal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.pieces.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One life of a deal-maker from one seed: first everything goes wrong, then the world calms down, and all must be well. */
final class Simulation {

    private static final int WILD = 600;
    private static final int CALM = 1100;
    private static final int HONEST = 8;
    private static final int OTHERS = 7;

    private final SimWorld world;
    private final DealPolicy policy = SimPolicy.of(4000, 600);
    private final CrashPoints crashes;
    private final Invariants invariants;
    private final UnaryOperator<DealStore> faulty;
    private DealMakerProcess process;

    /** What happened, for whoever reads the log. */
    record Outcome(int crashes, int faultyMessages, int deals, long active) {}

    /** @param faulty a planted defect, or the identity */
    Simulation(long seed, UnaryOperator<DealStore> faulty) {
        Random dice = new Random(seed);
        this.world = new SimWorld(dice.nextLong(), neighbourhood(dice));
        this.crashes = new CrashPoints(new Random(dice.nextLong()));
        this.faulty = faulty;
        int pieces = 1 + dice.nextInt(3);
        this.invariants = new Invariants(world, policy, pieces);
        for (int i = 0; i < pieces; i++) {
            world.addPiece(i);
        }
        this.process = new DealMakerProcess(world, policy, crashes, faulty);
    }

    private static List<Behaviour> neighbourhood(Random dice) {
        List<Behaviour> behaviours = new ArrayList<>(Collections.nCopies(HONEST, Behaviour.HONEST));
        for (int i = 0; i < OTHERS; i++) {
            behaviours.add(Behaviour.values()[1 + dice.nextInt(Behaviour.values().length - 1)]);
        }
        Collections.shuffle(behaviours, dice);
        return behaviours;
    }

    /** @throws Violation when a rule did not hold */
    Outcome run() {
        crashes.setProbability(0.004);
        world.setFaults(0.15);
        for (int i = 0; i < WILD; i++) {
            mischief();
            epoch();
        }
        crashes.setProbability(0);
        world.setFaults(0);
        world.providers.values().stream()
                .filter(provider -> provider.behaviour() == Behaviour.LOSING)
                .forEach(SimProvider::reform);
        for (int i = 0; i < CALM; i++) {
            epoch();
        }
        world.store.pieces().forEach(this::hasAllCopies);
        return new Outcome(
                crashes.crashes(),
                world.network.faulty(),
                world.store.all().size(),
                world.store.all().stream()
                        .filter(deal -> deal.state() instanceof DealState.Active)
                        .count());
    }

    private void mischief() {
        if (world.random.nextInt(60) == 0) {
            world.chain.reorganise(world.random.nextInt(1, (int) SimPolicy.FINALITY));
        }
        if (world.random.nextInt(120) == 0) {
            world.chain.goAway(world.random.nextInt(1, 20));
        }
    }

    private void epoch() {
        world.tick();
        try {
            process.work();
        } catch (SimulatedCrash crash) {
            world.store.loseLeases();
            process = new DealMakerProcess(world, policy, crashes, faulty);
        }
        invariants.check();
    }

    /** The chain says so, not we. */
    private void hasAllCopies(Piece piece) {
        long proven = world.chain.deals().values().stream()
                .filter(deal -> deal.proposal.pieceCid().equals(piece.pieceCid())
                        && deal.sectorStart > 0
                        && deal.slash == OnChainDeal.NOT_YET)
                .count();
        long counted = world.store.dealsOf(piece.pieceCid()).stream()
                .filter(deal -> deal.state() instanceof DealState.Active)
                .count();
        if (proven < piece.target() || counted != piece.target()) {
            throw new Violation("at the end, at epoch " + world.time.epoch() + ", the chain proves " + proven
                    + " copies and " + counted + " are counted, of " + piece.target() + ": "
                    + world.store.dealsOf(piece.pieceCid()).stream()
                            .map(deal -> "\n" + deal.provider() + " ("
                                    + world.providers.get(deal.provider()).behaviour() + ") " + deal.word()
                                    + " since " + deal.sinceEpoch() + ": "
                                    + deal.reason().why())
                            .collect(Collectors.joining()));
        }
    }
}
