package io.whypfs.deals.simulation;

import io.whypfs.deals.deals.InMemoryDealStore;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.pieces.Piece;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.piece.Commitment;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.Multihash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Everything that outlives the deal-maker's process: chain, providers, network, and what the process has kept. */
final class SimWorld {

    private static final long FIRST_PROVIDER = 1000;

    final Random random;
    final SimTime time = new SimTime();
    final SimChain chain;
    final SimNetwork network;
    final InMemoryDealStore store = new InMemoryDealStore();
    final Map<Address, SimProvider> providers = new LinkedHashMap<>();
    private final List<Late> facts = new ArrayList<>();
    private double factFaults;

    /** A fact on its way. */
    private record Late(UUID deal, long bytes, boolean whole, long arrivesAt) {}

    /** @param behaviours one for each provider */
    SimWorld(long seed, List<Behaviour> behaviours) {
        this.random = new Random(seed);
        this.chain = new SimChain(time, new Random(random.nextLong()), SimWallet.address());
        for (int i = 0; i < behaviours.size(); i++) {
            Address address = Address.id(FIRST_PROVIDER + i);
            providers.put(
                    address,
                    new SimProvider(
                            address,
                            SimWallet.address(),
                            time,
                            chain,
                            new Random(random.nextLong()),
                            this::told,
                            behaviours.get(i)));
        }
        this.network = new SimNetwork(providers, time, new Random(random.nextLong()));
    }

    void setFaults(double probability) {
        network.setFaults(probability);
        factFaults = probability;
    }

    /** Facts arrive now, or later, or twice. */
    private void told(UUID deal, long bytes, boolean whole) {
        if (random.nextDouble() < factFaults) {
            facts.add(new Late(deal, bytes, whole, time.epoch() + random.nextInt(1, 30)));
        }
        if (random.nextDouble() < factFaults) {
            facts.add(new Late(deal, bytes, whole, time.epoch() + random.nextInt(1, 30)));
        } else {
            store.served(deal, bytes, whole);
        }
    }

    void addPiece(int number) {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        digest[31] &= 0x3f;
        store.add(new Piece(
                new UUID(0, number),
                new PieceCid(Commitment.of(digest)),
                "bafkz" + number,
                new PaddedPieceSize(1 << 20),
                1_000_000,
                Cid.v1(Multicodec.DAG_PB, Multihash.sha256(digest)),
                SimPolicy.COPIES,
                new Reason("The piece is built.", "Storage providers are chosen."),
                time.instant(),
                SimPolicy.COPIES,
                0,
                0,
                0,
                1));
    }

    /** One epoch passes in the world. */
    void tick() {
        time.next();
        chain.tick();
        network.tick();
        facts.removeIf(fact -> {
            boolean arrives = fact.arrivesAt() <= time.epoch();
            if (arrives) {
                store.served(fact.deal(), fact.bytes(), fact.whole());
            }
            return arrives;
        });
        providers.values().forEach(SimProvider::tick);
    }
}
