package io.whypfs.deals.providers;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.filecoin.address.Address;
import java.util.List;
import org.jboss.logging.Logger;

/** Shows the registry to people, by the chain's head; while the chain is away, by the newest epoch that was seen. */
final class ProviderDoor {

    private static final Logger LOG = Logger.getLogger(ProviderDoor.class);

    private final ProviderRegistry registry;
    private final ProviderRefresh refresh;
    private final Chain chain;
    private final long halfLifeEpochs;

    ProviderDoor(ProviderRegistry registry, ProviderRefresh refresh, Chain chain, long halfLifeEpochs) {
        this.registry = registry;
        this.refresh = refresh;
        this.chain = chain;
        this.halfLifeEpochs = halfLifeEpochs;
    }

    List<ProviderView> views() {
        List<Provider> all = registry.all();
        return views(all, all);
    }

    ProviderView view(Provider provider) {
        return views(List.of(provider), registry.all()).getFirst();
    }

    private List<ProviderView> views(List<Provider> shown, List<Provider> all) {
        boolean hasAllowList = ProviderVerdict.hasAllowList(all);
        long epoch = epoch(all);
        return shown.stream()
                .map(provider -> ProviderView.of(provider, hasAllowList, epoch, halfLifeEpochs))
                .toList();
    }

    private long epoch(List<Provider> all) {
        try {
            return chain.head().height();
        } catch (ChainException e) {
            LOG.debugf("error=%s", e.getMessage());
            return all.stream()
                    .flatMap(provider -> provider.chain().stream())
                    .mapToLong(Provider.OnChain::epoch)
                    .max()
                    .orElse(0);
        }
    }

    /** Takes up a provider and asks for it at once; what the chain does not tell now, the job asks for later. */
    ProviderView add(Address address) {
        registry.add(address, ProviderRegistry.Source.operator);
        Provider provider = registry.find(address).orElseThrow();
        if (provider.reach().state() == ReachState.unasked) {
            try {
                registry.refreshed(refresh.refresh(provider, chain.head().height()));
            } catch (ChainException e) {
                LOG.infof("providerId=%s error=%s", address, e.getMessage());
            }
        }
        return view(registry.find(address).orElseThrow());
    }
}
