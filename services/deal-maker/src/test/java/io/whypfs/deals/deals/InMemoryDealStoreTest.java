package io.whypfs.deals.deals;

import io.whypfs.deals.pieces.Piece;
import io.whypfs.deals.providers.Evidence;
import io.whypfs.events.DealChanged;
import io.whypfs.filecoin.address.Address;
import java.util.List;
import java.util.UUID;

class InMemoryDealStoreTest extends DealStoreContract {

    private final InMemoryDealStore store = new InMemoryDealStore();

    @Override
    DealStore fresh() {
        return store;
    }

    @Override
    void add(Piece piece) {
        store.add(piece);
    }

    @Override
    void served(UUID deal, long bytes, boolean whole) {
        store.served(deal, bytes, whole);
    }

    @Override
    List<DealChanged> told(UUID deal) {
        return store.toldAbout(deal);
    }

    @Override
    List<DealTransition> transitions(UUID deal) {
        return store.transitions(deal);
    }

    @Override
    List<Evidence> evidence(Address provider) {
        return store.evidence(provider);
    }
}
