package io.whypfs.deals.funds;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.ChainHead;
import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.deals.funds.FundsView.Seen;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletAccount;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.market.TokenAmount;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One run of the job {@code funds}: looks after each wallet once. */
final class FundsKeeper {

    private static final Logger LOG = Logger.getLogger(FundsKeeper.class);
    private static final Reason ENOUGH = new Reason(
            "The storage market holds what the proposals need.", "More is added when a proposal lacks funds.");

    /** What the keeper works with. */
    record Parts(
            Chain chain,
            Wallet wallet,
            Commitments commitments,
            FundsRepository messages,
            StandingRepository standings,
            TopUpCourse course,
            Optional<Faucet> faucet,
            FundsView view) {}

    private final Parts parts;
    private final FundsLimits limits;
    private final Clock clock;

    FundsKeeper(Parts parts, FundsLimits limits, Clock clock) {
        this.parts = parts;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Looks after each wallet; trouble with one does not keep the others waiting.
     *
     * @return what was done, one sentence each; empty when nothing was
     */
    List<String> run() throws ChainException, SQLException {
        ChainHead head = parts.chain().head();
        List<String> done = new ArrayList<>();
        for (WalletAccount account : parts.wallet().accounts()) {
            Optional<StandingRepository.Lease> lease = parts.standings().lease(account.address());
            if (lease.isEmpty()) {
                continue;
            }
            try (StandingRepository.Lease _ = lease.get()) {
                tend(account.address(), head).ifPresent(done::add);
            } catch (ChainException e) {
                stand(account.address(), new Reason(String.valueOf(e.getMessage()), e.next()));
            } catch (WalletException | FeeAboveLimitException e) {
                stand(
                        account.address(),
                        new Reason(String.valueOf(e.getMessage()), "It is tried again at the next run."));
            }
        }
        return done;
    }

    private Optional<String> tend(Address wallet, ChainHead head)
            throws ChainException, WalletException, FeeAboveLimitException, SQLException {
        Optional<FundMessage> underWay = parts.messages().underWay(wallet);
        if (underWay.isPresent()) {
            return advanced(underWay.get(), head);
        }
        MarketBalance market = parts.chain().marketBalance(wallet);
        TokenAmount balance = parts.chain().balance(wallet);
        parts.view().seen(wallet, new Seen(balance, market, parts.chain().datacap(wallet)));
        Optional<FundStanding> standing = parts.standings().find(wallet);
        if (balance.signum() == 0
                && market.escrow().signum() == 0
                && parts.faucet().isPresent()) {
            return askFaucet(wallet, parts.faucet().get(), standing, head);
        }
        TokenAmount waiting = standing.map(seen -> seen.waiting(head.height(), limits.needLifeEpochs()))
                .orElse(TokenAmount.ZERO);
        TopUpPlan plan = TopUpPlan.of(
                new TopUpPlan.Facts(
                        waiting,
                        parts.commitments().unpublished(wallet),
                        market,
                        balance,
                        parts.messages().addedSince(head.height() - FundsLimits.EPOCHS_PER_DAY)),
                limits);
        return switch (plan) {
            case TopUpPlan.Covered _ -> {
                stand(wallet, ENOUGH);
                yield Optional.empty();
            }
            case TopUpPlan.Blocked(String why, String next) -> {
                stand(wallet, new Reason(why, next));
                yield Optional.empty();
            }
            case TopUpPlan.Add(TokenAmount amount, TokenAmount _) ->
                Optional.of(told(parts.course().begin(wallet, amount, head)));
        };
    }

    private Optional<String> advanced(FundMessage message, ChainHead head)
            throws ChainException, WalletException, SQLException {
        FundMessage now = parts.course().advance(message, head);
        boolean isNews = now.state().getClass() != message.state().getClass()
                || now.versions().size() != message.versions().size();
        return isNews ? Optional.of(told(now)) : Optional.empty();
    }

    private String told(FundMessage message) throws SQLException {
        stand(message.wallet(), message.reason());
        LOG.infof(
                "feature=funds wallet=%s nonce=%d state=%s why=\"%s\"",
                message.wallet(),
                message.nonce(),
                message.state().text(),
                message.reason().why());
        return message.reason().why();
    }

    private Optional<String> askFaucet(Address wallet, Faucet faucet, Optional<FundStanding> standing, ChainHead head)
            throws SQLException {
        boolean isTooSoon = standing.isPresent()
                && standing.get().faucetEpoch().isPresent()
                && head.height() - standing.get().faucetEpoch().getAsLong() < limits.faucetEveryEpochs();
        if (isTooSoon) {
            return Optional.empty();
        }
        String again = "It is asked again after " + limits.faucetEveryEpochs() + " epochs while the wallet is empty.";
        stand(wallet, new Reason("The wallet is empty; the test network's faucet is asked.", again));
        parts.standings().faucetAsked(wallet, head.height());
        try {
            faucet.ask(wallet);
            String what = "The wallet was empty; the test network's faucet was asked at epoch " + head.height() + ".";
            stand(wallet, new Reason(what, again));
            return Optional.of(what);
        } catch (IOException e) {
            stand(wallet, new Reason("The wallet is empty, and the faucet gives nothing: " + e.getMessage(), again));
            return Optional.empty();
        }
    }

    private void stand(Address wallet, Reason reason) throws SQLException {
        parts.standings().stand(wallet, reason, clock.instant());
    }
}
