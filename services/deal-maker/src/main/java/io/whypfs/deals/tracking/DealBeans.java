package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.choice.Choice;
import io.whypfs.deals.choice.ChoiceDesk;
import io.whypfs.deals.deals.CommitmentsRepository;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealQueryRepository;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.DealsConfig;
import io.whypfs.deals.deals.JdbcDealStore;
import io.whypfs.deals.deals.ServedBytes;
import io.whypfs.deals.funds.Commitments;
import io.whypfs.deals.funds.Funds;
import io.whypfs.deals.pieces.PieceRepository;
import io.whypfs.deals.pieces.PiecesConfig;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.replication.DealMaking;
import io.whypfs.deals.replication.DealMakingRepository;
import io.whypfs.deals.replication.DealMakingSwitch;
import io.whypfs.deals.replication.Moments;
import io.whypfs.deals.replication.ProviderPicks;
import io.whypfs.deals.replication.PublicUrlProbe;
import io.whypfs.deals.replication.Reachability;
import io.whypfs.deals.replication.Replication;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.kit.health.Degraded;
import io.whypfs.kit.outbox.OutboxRelay;
import io.whypfs.kit.outbox.OutboxRepository;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Wires the deals' logic to the world. */
@Singleton
final class DealBeans {

    private static final String ALARM = "deals";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    DealPolicy policy(DealsConfig config) {
        return config.policy();
    }

    @Produces
    @Singleton
    PieceRepository pieces() {
        return new PieceRepository();
    }

    @Produces
    @Singleton
    ServedBytes served() {
        return new ServedBytes();
    }

    @Produces
    @Singleton
    DealStore store(
            DataSource dataSource,
            PieceRepository pieces,
            OutboxRepository outbox,
            Providers providers,
            OutboxRelay relay) {
        return new JdbcDealStore(dataSource, pieces, outbox, providers, relay::wake);
    }

    @Produces
    @Singleton
    DealQueryRepository queries(DataSource dataSource, PieceRepository pieces) {
        return new DealQueryRepository(dataSource, pieces);
    }

    @Produces
    @Singleton
    Commitments commitments(DataSource dataSource) {
        return new CommitmentsRepository(dataSource);
    }

    @Produces
    @Singleton
    DealMakingSwitch operator(DataSource dataSource) {
        return new DealMakingRepository(dataSource);
    }

    @Produces
    @Singleton
    PieceAddress address(PiecesConfig config) {
        return new PieceAddress(config.publicUrl(), config.secret().orElse(""));
    }

    @Produces
    @Singleton
    Moments moments(Chain chain, Clock clock) {
        return new Moments(chain, clock);
    }

    @Produces
    @Singleton
    Reachability frontDoor(PiecesConfig config, PieceAddress address, Clock clock) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        PublicUrlProbe probe = new PublicUrlProbe(config.publicUrl(), http, clock);
        return () -> {
            Optional<String> secret = address.obstacle();
            return secret.isPresent() ? secret : probe.obstacle();
        };
    }

    @Produces
    @Singleton
    DealMaking dealMaking(DealMakingSwitch operator, Moments moments, Reachability frontDoor, Clock clock) {
        return new DealMaking(operator, moments, frontDoor, clock);
    }

    @Produces
    @Singleton
    ProviderPicks picks(ChoiceDesk desk) {
        return need -> {
            Choice choice = desk.choose(need);
            return new ProviderPicks.Picked(choice, choice.toJson());
        };
    }

    @Produces
    @Singleton
    Replication replication(
            DealStore store,
            Chain chain,
            Wallet wallet,
            Funds funds,
            Commitments commitments,
            ProviderPicks picks,
            DealMaking gate,
            Moments moments,
            DealPolicy policy) {
        Replication.Ports ports = new Replication.Ports(
                store, chain, wallet, funds, commitments, picks, gate, moments, new SecureRandom());
        return new Replication(ports, policy);
    }

    @Produces
    @Singleton
    DealWorker worker(DealRun.Ports ports, PieceAddress address, Moments moments, DealsConfig config) {
        DealRun run = new DealRun(ports, address, config.policy());
        return new DealWorker(UUID.randomUUID(), ports.store(), run, moments, config.concurrency());
    }

    void end(@Disposes DealWorker worker) {
        worker.close();
    }

    @Produces
    @Singleton
    DealRun.Ports ports(
            DealStore store,
            Chain chain,
            Wallet wallet,
            Funds funds,
            Providers providers,
            DealProtocol protocol,
            DealMaking gate,
            Degraded degraded) {
        return new DealRun.Ports(
                store, chain, wallet, funds, providers, protocol, gate, alarm(degraded), new SecureRandom());
    }

    private static Alarm alarm(Degraded degraded) {
        return new Alarm() {
            @Override
            public void raise(String what) {
                degraded.report(ALARM, what);
            }

            @Override
            public void calm() {
                degraded.clear(ALARM);
            }
        };
    }
}
