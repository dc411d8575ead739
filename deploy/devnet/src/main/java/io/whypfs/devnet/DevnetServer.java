package io.whypfs.devnet;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.ChainTime;
import io.whypfs.devnet.chain.Ticker;
import io.whypfs.devnet.chain.TipSets;
import io.whypfs.devnet.control.TimeRoutes;
import io.whypfs.devnet.http.HttpPort;
import io.whypfs.devnet.rpc.ChainMethods;
import io.whypfs.devnet.rpc.RpcDoor;
import io.whypfs.devnet.rpc.RpcMethod;
import io.whypfs.devnet.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The whole simulated Filecoin in one object, for the main and for tests. */
public final class DevnetServer implements AutoCloseable {

    private final Store store;
    private final Chain chain;
    private final Ticker ticker;
    private final HttpPort port;

    private DevnetServer(Store store, Chain chain, Ticker ticker, HttpPort port) {
        this.store = store;
        this.chain = chain;
        this.ticker = ticker;
        this.port = port;
    }

    /** @throws IOException when the home folder or a port cannot be used */
    public static DevnetServer start(DevnetSettings settings, Clock clock) throws IOException {
        Store store = new Store(settings.home());
        ChainTime time = new ChainTime(store, clock, settings.epochMillis());
        Chain chain = new Chain(store, time, new TipSets(time, settings.seed()));
        store.open();
        store.change(() -> {
            time.start();
            return true;
        });
        Ticker ticker = new Ticker(chain, settings.manual());
        Map<String, RpcMethod> methods = new HashMap<>();
        new ChainMethods(chain).addTo(methods);
        TimeRoutes times = new TimeRoutes(chain, ticker);
        HttpPort port = new HttpPort(settings.port())
                .route("/rpc/v1", new RpcDoor(methods, settings.errorStatus()))
                .route("/clock", times::clock)
                .route("/control/advance", times::advance)
                .route("/control/pause", times::pause)
                .route("/control/resume", times::resume);
        port.open();
        ticker.start();
        return new DevnetServer(store, chain, ticker, port);
    }

    public int port() {
        return port.number();
    }

    public String greeting() {
        return "devnet: chain " + Chain.NETWORK + " at http://127.0.0.1:" + port() + "/rpc/v1, epoch " + chain.head();
    }

    @Override
    public void close() {
        ticker.close();
        port.close();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
