package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.GasEstimate;
import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.chain.Refused;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.PublishDeals;
import io.whypfs.devnet.wire.SignedMessage;
import io.whypfs.devnet.wire.SignedProposal;
import java.math.BigInteger;
import java.util.List;

/** Publishes deals in batches: at most eight, with a message that the provider's worker signs. */
final class Publisher {

    private static final int BATCH = 8;
    private static final BigInteger MAX_FEE = BigInteger.TEN.pow(18);
    private final Chain chain;
    private final Miner miner;
    private final Records records;
    private final Forgery forgery;

    Publisher(Chain chain, Miner miner, Records records, Forgery forgery) {
        this.chain = chain;
        this.miner = miner;
        this.records = records;
        this.forgery = forgery;
    }

    /** @param waiting deals whose data are there */
    void publish(List<ProviderDeal> waiting, long epoch) {
        List<ProviderDeal> forged = waiting.stream().filter(Forgery::isForged).toList();
        List<ProviderDeal> honest = waiting.stream()
                .filter(deal -> !Forgery.isForged(deal))
                .limit(BATCH)
                .toList();
        if (!honest.isEmpty()) {
            send(honest, forgery.batch(honest, epoch), false, epoch);
        }
        for (ProviderDeal deal : forged) {
            send(List.of(deal), List.of(forgery.forge(deal)), true, epoch);
        }
    }

    private void send(List<ProviderDeal> deals, List<SignedProposal> batch, boolean bare, long epoch) {
        try {
            SignedMessage message = message(batch, epoch);
            Cid told = chain.mempool().push(message, bare);
            Cid counts = told;
            if (deals.stream().anyMatch(deal -> deal.has(FaultKind.PUBLISH_REPLACED))) {
                counts = chain.mempool().push(dearer(message), bare);
            }
            for (ProviderDeal deal : deals) {
                records.move(deal, deal.progress().published(told, counts, epoch));
            }
        } catch (Refused e) {
            for (ProviderDeal deal : deals) {
                records.move(deal, deal.progress().failed("publishing: " + e.getMessage(), epoch));
            }
        }
    }

    private SignedMessage message(List<SignedProposal> batch, long epoch) {
        Address worker = miner.worker().address();
        Rows.Account account =
                chain.accounts().find(worker).orElseThrow(() -> new IllegalStateException("no worker " + worker));
        ChainMessage message = new ChainMessage(
                Address.ofId(5),
                worker,
                chain.mempool().nextNonce(account, worker),
                BigInteger.ZERO,
                0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                4,
                PublishDeals.params(batch));
        return SignedMessage.by(
                miner.worker(), GasEstimate.fill(message, chain.tipSets().baseFee(epoch), MAX_FEE));
    }

    /** The same call, with the premium that replaces it. */
    private SignedMessage dearer(SignedMessage signed) {
        ChainMessage message = signed.message();
        BigInteger premium = message.gasPremium().multiply(BigInteger.TWO);
        return SignedMessage.by(
                miner.worker(),
                new ChainMessage(
                        message.to(),
                        message.from(),
                        message.nonce(),
                        message.value(),
                        message.gasLimit(),
                        message.gasFeeCap().add(premium),
                        premium,
                        message.method(),
                        message.params()));
    }
}
