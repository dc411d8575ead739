package io.whypfs.api.stub;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All neighbours, listening before the application asks them anything. */
@Singleton
public class Stubs {

    public final StubAuth auth;
    public final StubScheduler scheduler;
    public final StubDealMaker dealMaker;
    public final StubCore coreA;
    public final StubCore coreB;

    Stubs(
            @ConfigProperty(name = "whypfs.auth.url") URI auth,
            @ConfigProperty(name = "whypfs.scheduler.url") URI scheduler,
            @ConfigProperty(name = "whypfs.dealmaker.url") URI dealMaker,
            @ConfigProperty(name = "whypfs.cores.urls") List<URI> cores,
            Vertx vertx) {
        this.auth = new StubAuth(vertx, auth);
        this.scheduler = new StubScheduler(vertx, scheduler);
        this.dealMaker = new StubDealMaker(vertx, dealMaker);
        UUID a = UUID.randomUUID();
        UUID b = UUID.randomUUID();
        Map<UUID, URI> registry = new LinkedHashMap<>();
        registry.put(a, cores.get(0));
        registry.put(b, cores.get(1));
        this.coreA = new StubCore(vertx, cores.get(0), a, registry);
        this.coreB = new StubCore(vertx, cores.get(1), b, registry);
        for (StubCore core : List.of(coreA, coreB)) {
            core.meet(coreA);
            core.meet(coreB);
        }
    }

    void start(@Observes @Priority(1) StartupEvent start) {
        up();
    }

    /** Everything is there and healthy. */
    public void up() {
        auth.silent = false;
        for (StubCore core : List.of(coreA, coreB)) {
            core.mood = StubCore.Mood.TAKES;
            core.state = "active";
            core.freeBytes = 1L << 40;
            core.cutsReads = false;
            core.up();
        }
        auth.up();
        scheduler.up();
        scheduler.home = coreA.id;
        dealMaker.up();
    }
}
