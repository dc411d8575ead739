package io.whypfs.proxifier.upstream;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process behind the door: its address, its health, its load. Any thread. */
public final class Upstream {

    /** A probe without an answer may mean a busy machine; only this many in a row mean a sick process. */
    static final int MISSED_PROBES_UNTIL_SICK = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(Upstream.class);

    private final UpstreamAddress address;
    private final UpstreamEvents events;
    private final RequestOptions connectTo;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile UpstreamHealth health = new UpstreamHealth.Unknown();

    Upstream(UpstreamAddress address, UpstreamEvents events) {
        this.address = address;
        this.events = events;
        this.connectTo = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(address.port(), address.host()))
                .setHost(address.host())
                .setPort(address.port());
    }

    public UpstreamAddress address() {
        return address;
    }

    /** Where to connect, for the HTTP client; shared, not to be changed. */
    public RequestOptions connectTo() {
        return connectTo;
    }

    public UpstreamHealth health() {
        return health;
    }

    public boolean isHealthy() {
        return health instanceof UpstreamHealth.Healthy;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** A request has been given to this upstream; {@link #finished()} must follow once. */
    public void started() {
        inFlight.incrementAndGet();
    }

    public void finished() {
        inFlight.decrementAndGet();
    }

    /** Takes the upstream out of service until a probe is good. */
    public void eject(String reason) {
        UpstreamHealth before = become(new UpstreamHealth.Sick(reason));
        if (before instanceof UpstreamHealth.Healthy) {
            events.ejected(this);
        }
        if (!(before instanceof UpstreamHealth.Sick sick && sick.reason().equals(reason))) {
            LOGGER.atWarn()
                    .addKeyValue("upstream", address)
                    .addKeyValue("error", reason)
                    .log("upstream is out of service");
        }
    }

    void probeSucceeded() {
        UpstreamHealth before = become(new UpstreamHealth.Healthy(0));
        if (!(before instanceof UpstreamHealth.Healthy)) {
            LOGGER.atInfo().addKeyValue("upstream", address).log("upstream is in service");
        }
    }

    synchronized void probeMissed(String reason) {
        if (health instanceof UpstreamHealth.Healthy healthy && healthy.missedProbes() + 1 < MISSED_PROBES_UNTIL_SICK) {
            health = new UpstreamHealth.Healthy(healthy.missedProbes() + 1);
        } else {
            eject(reason);
        }
    }

    private synchronized UpstreamHealth become(UpstreamHealth next) {
        UpstreamHealth before = health;
        health = next;
        return before;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
