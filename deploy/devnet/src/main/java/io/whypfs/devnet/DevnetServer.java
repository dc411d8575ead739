package io.whypfs.devnet;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.ChainTime;
import io.whypfs.devnet.chain.Genesis;
import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.chain.Ticker;
import io.whypfs.devnet.chain.TipSets;
import io.whypfs.devnet.control.Dump;
import io.whypfs.devnet.control.FaucetRoute;
import io.whypfs.devnet.control.FaultRoutes;
import io.whypfs.devnet.control.TimeRoutes;
import io.whypfs.devnet.fault.BadNeighbourhood;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.HttpPort;
import io.whypfs.devnet.http.RateLimit;
import io.whypfs.devnet.http.Route;
import io.whypfs.devnet.provider.Providers;
import io.whypfs.devnet.provider.Records;
import io.whypfs.devnet.provider.StorageProvider;
import io.whypfs.devnet.provider.Terms;
import io.whypfs.devnet.rpc.ChainMethods;
import io.whypfs.devnet.rpc.DealMethods;
import io.whypfs.devnet.rpc.MessageMethods;
import io.whypfs.devnet.rpc.RpcDoor;
import io.whypfs.devnet.rpc.RpcMethod;
import io.whypfs.devnet.rpc.StateMethods;
import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.wire.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole simulated Filecoin in one object, for the main and for tests. */
public final class DevnetServer implements AutoCloseable {

    private static final int GATEWAY_PER_SECOND = 20;
    private static final String LOCK = "devnet.lock";
    private final Store store;
    private final Chain chain;
    private final Ticker ticker;
    private final HttpPort port;
    private final Providers providers;
    private final HomeLock lock;

    private DevnetServer(DevnetSettings settings, Clock clock) throws IOException {
        this.lock = HomeLock.take(settings.home().resolve(LOCK));
        this.store = new Store(settings.home());
        ChainTime time = new ChainTime(store, clock, settings.epochMillis());
        List<Terms> terms = terms(settings);
        Map<Long, Miner> miners = new LinkedHashMap<>();
        terms.forEach(each -> miners.put(each.miner().id(), each.miner()));
        Records records = new Records(store, clock);
        Faults faults = new Faults(store);
        TipSets tipSets = new TipSets(time, settings.seed());
        this.chain = new Chain(
                store,
                time,
                tipSets,
                miners,
                settings.minimumDuration(),
                what -> records.odd("chain", Records.CBOR, what));
        this.providers = providers(settings, clock, terms, records, faults);
        store.open();
        chain.begin(new Genesis(miners.values()));
        if (settings.faultSeed() != 0 && chain.head() == 0) {
            new BadNeighbourhood(settings.faultSeed())
                    .spread(
                            faults,
                            providers.all().stream()
                                    .map(StorageProvider::address)
                                    .toList());
        }
        chain.watch(providers);
        this.ticker = new Ticker(chain, settings.manual());
        this.port = port(settings, clock, records, faults);
    }

    /** @throws IOException when the home folder or a port cannot be used */
    public static DevnetServer start(DevnetSettings settings, Clock clock) throws IOException {
        DevnetServer server = new DevnetServer(settings, clock);
        try {
            server.providers.start();
            server.port.open();
            server.ticker.start();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static List<Terms> terms(DevnetSettings settings) throws IOException {
        ProviderPlan plan = new ProviderPlan(settings);
        List<Terms> terms = new ArrayList<>();
        for (int given : settings.providerPorts()) {
            terms.add(plan.terms(terms.size(), given == 0 ? freePort() : given));
        }
        return terms;
    }

    /** The number must be known before the port is opened, because it stands on the chain. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Providers providers(
            DevnetSettings settings, Clock clock, List<Terms> terms, Records records, Faults faults) {
        StorageProvider.Common common = new StorageProvider.Common(
                chain,
                faults,
                records,
                clock,
                settings.home(),
                settings.publishEpochs(),
                settings.sealEpochs(),
                settings.minimumDuration(),
                settings.minimumRate(),
                settings.refusePrivate(),
                settings.keepData());
        List<StorageProvider> all = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            Address other = terms.get((i + 1) % terms.size()).miner().address();
            all.add(new StorageProvider(terms.get(i), new HttpPort(terms.get(i).port()), other, common));
        }
        return new Providers(all, records);
    }

    private HttpPort port(DevnetSettings settings, Clock clock, Records records, Faults faults) {
        Map<String, RpcMethod> methods = new HashMap<>();
        ChainMethods chainMethods = new ChainMethods(chain, faults, settings.gateway());
        chainMethods.addTo(methods);
        new StateMethods(chain, chainMethods).addTo(methods);
        new DealMethods(chain, chainMethods, faults).addTo(methods);
        new MessageMethods(chain, chainMethods, settings.gateway()).addTo(methods);
        Route rpc = new RpcDoor(methods, settings.errorStatus(), faults);
        RateLimit limit = new RateLimit(clock, settings.gateway() ? GATEWAY_PER_SECOND : Integer.MAX_VALUE);
        TimeRoutes times = new TimeRoutes(chain, ticker);
        FaultRoutes faultRoutes = new FaultRoutes(chain, faults, providers, settings.finality());
        Dump dump = new Dump(chain, faults, providers, records);
        return new HttpPort(settings.port())
                .route(
                        "/rpc/v1",
                        request -> limit.pass() ? rpc.answer(request) : Answer.text(429, "rate limit exceeded"))
                .route("/clock", times::clock)
                .route("/control/advance", times::advance)
                .route("/control/pause", times::pause)
                .route("/control/resume", times::resume)
                .route("/control/faucet", new FaucetRoute(chain)::give)
                .route("/control/faults", faultRoutes::list)
                .route("/control/chain/fault", faultRoutes::chain)
                .route("/control/providers/", faultRoutes::provider)
                .route("/dump", dump::all)
                .route("/dump/deals", dump::deals)
                .route("/dump/check", dump::check);
    }

    public int port() {
        return port.number();
    }

    public String greeting() {
        return "devnet: chain " + Chain.NETWORK + " at http://127.0.0.1:" + port() + "/rpc/v1, epoch " + chain.head()
                + ", providers "
                + providers.all().stream()
                        .map(provider -> provider.address() + ":" + provider.port())
                        .toList();
    }

    @Override
    public void close() {
        ticker.close();
        port.close();
        providers.close();
        try {
            store.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
