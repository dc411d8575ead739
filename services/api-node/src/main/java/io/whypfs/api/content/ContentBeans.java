package io.whypfs.api.content;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.kit.outbox.OutboxRelay;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;

/** Wires the rows' writers. */
@Singleton
final class ContentBeans {

    private static final long CONFIRM_EVERY_MILLIS = 100;

    @Produces
    @Singleton
    ContentWriteRepository writer(DataSource dataSource, OutboxRepository outbox) {
        return new ContentWriteRepository(dataSource, outbox);
    }

    @Produces
    @Singleton
    RetellRepository retelling(DataSource dataSource, OutboxRepository outbox) {
        return new RetellRepository(dataSource, outbox);
    }

    @Produces
    @Singleton
    ContentCommitter committer(ContentWriteRepository repository, OutboxRelay relay, Clock clock) {
        ContentCommitter committer = new ContentCommitter(repository, relay::wake, clock);
        committer.start();
        return committer;
    }

    void end(@Disposes ContentCommitter committer) throws InterruptedException {
        committer.stop();
    }

    @Produces
    @Singleton
    ContentIds ids(ContentWriteRepository repository, @VirtualThreads ExecutorService workers) {
        return new ContentIds(repository, workers);
    }

    @Produces
    @Singleton
    PinConfirmer confirmer(InternalClient client, CoreRegistry registry) {
        return new PinConfirmer(client, registry);
    }

    void confirmPins(@Observes StartupEvent start, PinConfirmer pins, Vertx vertx) {
        vertx.setPeriodic(CONFIRM_EVERY_MILLIS, again -> pins.flush());
    }
}
