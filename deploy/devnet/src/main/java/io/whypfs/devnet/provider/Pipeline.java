package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import java.util.List;
import java.util.Optional;

/**
 * Moves a provider's deals on, epoch by epoch, by looking at where each stands and what the chain says; so it also copes
 * with a reorganisation and with a restart.
 */
final class Pipeline {

    private static final long SLASH_AFTER = 20;
    private static final long ACTIVE_LOOK = 5;
    private final Chain chain;
    private final Records records;
    private final Publisher publisher;
    private final int publishEpochs;
    private final int sealEpochs;

    Pipeline(Chain chain, Records records, Publisher publisher, int publishEpochs, int sealEpochs) {
        this.chain = chain;
        this.records = records;
        this.publisher = publisher;
        this.publishEpochs = publishEpochs;
        this.sealEpochs = sealEpochs;
    }

    /** @param mine deals that have not ended. To be called under the store's lock */
    void onEpoch(long epoch, List<ProviderDeal> mine) {
        for (ProviderDeal deal : mine) {
            step(deal, epoch);
        }
        if (epoch % publishEpochs == 0) {
            List<ProviderDeal> waiting = mine.stream()
                    .map(deal -> records.deals().find(deal.key()).orElse(deal))
                    .filter(deal -> deal.progress().stage() == Stage.TRANSFERRED)
                    .toList();
            publisher.publish(waiting, epoch);
        }
    }

    private void step(ProviderDeal deal, long epoch) {
        switch (deal.progress().stage()) {
            case ACCEPTED, TRANSFERRING, TRANSFERRED -> expire(deal, epoch);
            case PUBLISHING -> published(deal, epoch);
            case SEALING -> sealing(deal, epoch);
            case ACTIVE -> active(deal, epoch);
            case OVER, FAILED -> {
                // Nothing moves any more.
            }
        }
    }

    private void expire(ProviderDeal deal, long epoch) {
        long start = deal.deal().proposal().start();
        boolean silent = deal.has(FaultKind.ACCEPT_SILENCE);
        if (!silent && epoch >= start) {
            records.move(deal, deal.progress().failed("deal start epoch has already elapsed: " + start, epoch));
        }
    }

    private void published(ProviderDeal deal, long epoch) {
        Cid message = deal.progress().message();
        Optional<Rows.Message> row =
                message == null ? Optional.empty() : chain.mempool().find(message);
        if (row.isEmpty() || row.get().height() < 0) {
            return;
        }
        if (row.get().exitCode() != 0) {
            String why = "publish message failed with exit code " + row.get().exitCode() + ": "
                    + row.get().why();
            records.move(deal, deal.progress().failed(why, epoch));
            return;
        }
        Optional<Rows.Deal> onChain = ours(deal, row.get().cid());
        if (onChain.isPresent()) {
            records.move(deal, deal.progress().onChain(onChain.get().id(), epoch));
        } else {
            records.move(
                    deal,
                    deal.progress()
                            .failed(
                                    "deal was dropped from the batch: "
                                            + row.get().why(),
                                    epoch));
        }
    }

    private Optional<Rows.Deal> ours(ProviderDeal deal, Cid message) {
        DealProposal proposal = deal.deal().proposal();
        long client =
                chain.accounts().find(proposal.client()).map(Rows.Account::id).orElse(-1L);
        if (Forgery.isForged(deal)) {
            return chain.market().where(row -> row.published().equals(message)).stream()
                    .findFirst();
        }
        if (client < 0) {
            return Optional.empty();
        }
        Cid key = Cid.chain(proposal.withClient(Address.ofId(client)).encode());
        return chain
                .market()
                .where(row -> row.published().equals(message) && row.key().equals(key))
                .stream()
                .findFirst();
    }

    private void sealing(ProviderDeal deal, long epoch) {
        Optional<Rows.Deal> row = chain.market().find(deal.progress().chainDeal());
        if (row.isEmpty()) {
            // A reorganisation took the deal back; the message comes again.
            again(deal, epoch);
        } else if (row.get().isOver()) {
            records.move(
                    deal,
                    deal.progress().failed("removed by the chain: " + row.get().why(), epoch));
        } else if (epoch >= deal.progress().since() + sealEpochs && !deal.has(FaultKind.NEVER_ACTIVATE)) {
            if (chain.market().prove(row.get().id(), sector(row.get()), epoch)) {
                records.move(deal, deal.progress().proven(epoch));
            }
        }
    }

    private static long sector(Rows.Deal row) {
        return row.id();
    }

    private void again(ProviderDeal deal, long epoch) {
        Cid told = deal.progress().told();
        Cid message = deal.progress().message();
        if (told != null && message != null) {
            records.move(deal, deal.progress().published(told, message, epoch));
        }
    }

    private void active(ProviderDeal deal, long epoch) {
        if (epoch % ACTIVE_LOOK != 0) {
            return;
        }
        Optional<Rows.Deal> row = chain.market().find(deal.progress().chainDeal());
        if (row.isEmpty()) {
            again(deal, epoch);
        } else if (row.get().sectorStart() < 0 && row.get().isLive()) {
            records.move(deal, deal.progress().onChain(row.get().id(), epoch));
        } else if (!row.get().isLive()) {
            records.move(deal, deal.progress().to(Stage.OVER, epoch));
        } else if (deal.has(FaultKind.SLASH) && epoch >= deal.progress().provenAt() + SLASH_AFTER) {
            chain.market().slash(row.get().id(), epoch);
        }
    }
}
