package io.whypfs.deals.tracking;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.deals.DealPolicy;
import io.whypfs.deals.deals.DealState;
import io.whypfs.deals.deals.DealStore;
import io.whypfs.deals.deals.Decision;
import io.whypfs.deals.deals.Moment;
import io.whypfs.deals.deals.Reason;
import io.whypfs.deals.deals.StaleDealException;
import io.whypfs.deals.funds.Funds;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.renewal.RenewalRule;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** One look at one deal: step, decision, keeping, and on to what the decision announced. Safe for use by several threads. */
public final class DealRun {

    private static final Logger LOG = Logger.getLogger(DealRun.class);

    /** More than any deal takes at once; a step that goes on for ever would be a fault. */
    private static final int MAX_STEPS = 8;

    private final DealStore store;
    private final DealPolicy policy;
    private final ProposalStep proposal;
    private final Step sending;
    private final Step provider;
    private final Step published;
    private final Step sealing;
    private final Step active;

    /** The check of the funds counts what is kept: two offers at once would both find the same money. */
    private final ReentrantLock funding = new ReentrantLock();

    /** What a run reaches the world through. */
    public record Ports(
            DealStore store,
            Chain chain,
            Wallet wallet,
            Funds funds,
            Providers providers,
            DealProtocol protocol,
            Gate gate,
            Alarm alarm,
            RandomGenerator random) {}

    public DealRun(Ports ports, PieceAddress address, DealPolicy policy) {
        this.store = ports.store();
        this.policy = policy;
        Endings endings = new Endings(policy);
        ChainSight sight = new ChainSight(ports.chain());
        StatusQuestion question = new StatusQuestion(ports.protocol(), ports.providers(), ports.wallet());
        ReplyRules rules = new ReplyRules(endings, policy, ports.random(), ports.alarm());
        OfferDesk desk = new OfferDesk(ports.chain(), ports.wallet(), address, policy.offers());
        this.proposal = new ProposalStep(
                store, desk, ports.funds(), ports.gate(), new EarlierDeals(store, question, sight, policy), policy);
        this.sending = new SendingStep(ports.protocol(), ports.providers(), question, rules, policy);
        this.provider = new ProviderStep(question, sight, endings, policy);
        this.published = new PublishedStep(sight, endings, policy);
        this.sealing = new SealingStep(sight, endings, policy);
        this.active = new ActiveStep(sight, new RenewalRule(policy.renewBefore()), policy);
    }

    /** Looks at a deal until nothing follows at once. */
    public void run(Deal deal, Moment now) {
        Deal current = deal;
        boolean armed = false;
        for (int i = 0; i < MAX_STEPS; i++) {
            try {
                Kept kept = look(current, now, armed);
                if (!kept.goOn()) {
                    return;
                }
                armed = true;
                current = kept.deal();
            } catch (StaleDealException e) {
                LOG.debugf("dealUuid=%s \"%s\"", deal.uuid(), e.getMessage());
                return;
            }
        }
    }

    private record Kept(Deal deal, boolean goOn) {}

    private Kept look(Deal deal, Moment now, boolean armed) throws StaleDealException {
        if (!(deal.state() instanceof DealState.Planned)) {
            return keep(deal, decide(deal, now, armed), now);
        }
        Optional<Decision> over = decide(deal, now, () -> proposal.forEarlierDeal(deal, now));
        if (over.isPresent()) {
            return keep(deal, over.get(), now);
        }
        funding.lock();
        try {
            return keep(deal, decide(deal, now, armed), now);
        } finally {
            funding.unlock();
        }
    }

    private Kept keep(Deal deal, Decision decision, Moment now) throws StaleDealException {
        Deal kept = store.save(deal, decision, now);
        if (!kept.word().equals(deal.word())) {
            LOG.infof(
                    "dealUuid=%s providerId=%s from=%s state=%s why=\"%s\"",
                    kept.uuid(),
                    kept.provider(),
                    deal.word(),
                    kept.word(),
                    kept.reason().why());
        }
        return new Kept(kept, decision.goOn());
    }

    private Decision decide(Deal deal, Moment now, boolean armed) {
        return decide(deal, now, () -> Optional.of(step(deal.state()).look(deal, now, armed)))
                .orElseThrow();
    }

    /** What a question came to. */
    @FunctionalInterface
    private interface Question {
        Optional<Decision> ask() throws ChainException, WalletException;
    }

    private Optional<Decision> decide(Deal deal, Moment now, Question question) {
        try {
            return question.ask();
        } catch (ChainException e) {
            return Optional.of(hold(deal, String.valueOf(e.getMessage()), e.next(), now));
        } catch (WalletException e) {
            return Optional.of(hold(
                    deal,
                    String.valueOf(e.getMessage()),
                    "It is tried again; the operator has to look after the wallet.",
                    now));
        }
    }

    private Decision hold(Deal deal, String why, String next, Moment now) {
        long due = now.epoch() + policy.polls().proposing();
        return Decision.of(deal.waiting(new Reason(why, next, now.timeOf(due)), due));
    }

    private Step step(DealState state) {
        return switch (state) {
            case DealState.Planned _ -> proposal;
            case DealState.Proposing _ -> sending;
            case DealState.Accepted _, DealState.Transferring _, DealState.Transferred _ -> provider;
            case DealState.Published _ -> published;
            case DealState.Sealing _ -> sealing;
            case DealState.Active _ -> active;
            case DealState.Rejected _, DealState.Failed _, DealState.Slashed _, DealState.Expired _ ->
                (deal, _, _) -> Decision.of(deal);
        };
    }
}
