package io.whypfs.deals.funds;

import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainConfig;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.NetworkIdentity;
import io.whypfs.deals.wallet.AccountNotes;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletConfig;
import io.whypfs.filecoin.address.Network;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobOutcome;
import io.whypfs.queue.JobSchedule;
import io.whypfs.queue.JobType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Wires the funds and their job. */
@Singleton
final class FundsBeans {

    private static final String JOB = "funds";
    private static final Duration AN_EPOCH = Duration.ofSeconds(30);

    @Produces
    @Singleton
    StandingRepository standings(DataSource dataSource) {
        return new StandingRepository(dataSource);
    }

    @Produces
    @Singleton
    FundsRepository messages(DataSource dataSource) {
        return new FundsRepository(dataSource);
    }

    @Produces
    @Singleton
    AccountNotes notes(StandingRepository standings) {
        return new FundNotes(standings);
    }

    @Produces
    @Singleton
    Funds funds(
            Chain chain,
            Commitments commitments,
            FundsRepository messages,
            StandingRepository standings,
            FundsConfig config,
            Network network,
            Clock clock) {
        EscrowFunds.Parts parts = new EscrowFunds.Parts(chain, commitments, messages, standings);
        return new EscrowFunds(parts, FundsLimits.of(config), network, clock);
    }

    @Produces
    @Singleton
    FundsKeeper keeper(
            Chain chain,
            Wallet wallet,
            Commitments commitments,
            FundsRepository messages,
            StandingRepository standings,
            FundsConfig config,
            Optional<Faucet> faucet,
            FundsView view,
            Clock clock) {
        FundsLimits limits = FundsLimits.of(config);
        TopUpCourse course =
                new TopUpCourse(chain, new TopUpMessages(chain, wallet, limits.maxFee()), messages, limits, clock);
        FundsKeeper.Parts parts =
                new FundsKeeper.Parts(chain, wallet, commitments, messages, standings, course, faucet, view);
        return new FundsKeeper(parts, limits, clock);
    }

    @Produces
    @Singleton
    FundsView view(MeterRegistry registry, Network network) {
        return new FundsView(registry, network);
    }

    @Produces
    @Singleton
    Optional<Faucet> faucet(WalletConfig wallet, ChainConfig chain) {
        return faucet(wallet.faucetUrl(), chain.network());
    }

    /** @throws IllegalArgumentException when money of the main network would be asked for */
    static Optional<Faucet> faucet(Optional<String> url, String network) {
        Optional<String> set = url.filter(text -> !text.isBlank());
        if (set.isPresent() && NetworkIdentity.isMainnet(network)) {
            throw new IllegalArgumentException(
                    "whypfs.wallet.faucet-url is for test networks; remove it, or set whypfs.chain.network.");
        }
        return set.map(text -> new Faucet(URI.create(text)));
    }

    @Produces
    @Singleton
    JobType jobType(FundsKeeper keeper) {
        return new JobType(
                JOB,
                "Adds to the storage market what proposals need, and sees each message to its end.",
                List.of(),
                run -> run(keeper));
    }

    @Produces
    @Singleton
    JobDefinition job() {
        return JobDefinition.system(JOB, JOB, new JobSchedule.Every(AN_EPOCH));
    }

    private static JobOutcome run(FundsKeeper keeper) throws SQLException {
        try {
            List<String> done = keeper.run();
            return done.isEmpty()
                    ? JobOutcome.nothing("No wallet lacks anything.")
                    : JobOutcome.done(String.join(" ", done));
        } catch (ChainException e) {
            return JobOutcome.nothing(e.getMessage() + " " + e.next());
        }
    }
}
