package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain.EpochListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All providers. */
public final class Providers implements EpochListener, AutoCloseable {

    private final List<StorageProvider> providers;
    private final Records records;

    public Providers(List<StorageProvider> providers, Records records) {
        this.providers = List.copyOf(providers);
        this.records = records;
    }

    public void start() throws IOException {
        for (StorageProvider provider : providers) {
            provider.start();
        }
    }

    @Override
    public void onEpoch(long epoch) {
        Map<String, List<ProviderDeal>> live = new HashMap<>();
        for (ProviderDeal deal : records.deals().view()) {
            if (deal.isLive()) {
                live.computeIfAbsent(deal.provider(), p -> new ArrayList<>()).add(deal);
            }
        }
        for (StorageProvider provider : providers) {
            List<ProviderDeal> mine = live.get(provider.address());
            if (mine != null) {
                provider.onEpoch(epoch, mine);
            }
        }
    }

    public List<StorageProvider> all() {
        return providers;
    }

    public Optional<StorageProvider> find(String address) {
        return providers.stream()
                .filter(provider -> provider.address().equals(address))
                .findFirst();
    }

    @Override
    public void close() {
        providers.forEach(StorageProvider::close);
    }
}
