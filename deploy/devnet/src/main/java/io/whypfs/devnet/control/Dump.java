package io.whypfs.devnet.control;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.provider.ProviderDeal;
import io.whypfs.devnet.provider.Providers;
import io.whypfs.devnet.provider.Records;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.SignedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code GET /dump}, {@code /dump/deals}, {@code /dump/check}: the whole state, and what is wrong with it. */
public final class Dump {

    private final Chain chain;
    private final Faults faults;
    private final Providers providers;
    private final Records records;

    public Dump(Chain chain, Faults faults, Providers providers, Records records) {
        this.chain = chain;
        this.faults = faults;
        this.providers = providers;
        this.records = records;
    }

    public Answer all(Request request) {
        return Answer.json(200, chain.store().read(this::all));
    }

    private Map<String, Object> all() {
        Map<String, Object> dump = new LinkedHashMap<>();
        dump.put("network", Chain.NETWORK);
        dump.put("epoch", chain.time().epoch());
        dump.put("counts", counts());
        dump.put("accounts", chain.accounts().all().stream().map(this::account).toList());
        dump.put("messages", chain.mempool().all().stream().map(Dump::message).toList());
        dump.put("deals", chain.market().all().stream().map(this::deal).toList());
        dump.put("allocations", chain.datacaps().all());
        dump.put("providers", providers());
        dump.put("proposals", offers());
        dump.put(
                "providerDeals",
                records.deals().all().stream().map(Dump::providerDeal).toList());
        dump.put("fetches", records.fetches());
        dump.put("lint", records.oddities());
        dump.put("faults", faults.all());
        dump.put("check", new Check(chain, records).violations());
        return dump;
    }

    public Answer deals(Request request) {
        return Answer.json(200, chain.store().read(this::deals));
    }

    private Map<String, Object> deals() {
        Map<String, Object> dump = new LinkedHashMap<>();
        dump.put("epoch", chain.time().epoch());
        dump.put("deals", chain.market().all().stream().map(this::deal).toList());
        dump.put(
                "providerDeals",
                records.deals().all().stream().map(Dump::providerDeal).toList());
        return dump;
    }

    /** 200 with an empty list when nothing is wrong, 409 with the violations when something is. */
    public Answer check(Request request) {
        List<Check.Violation> violations = chain.store().read(() -> new Check(chain, records).violations());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("ok", violations.isEmpty());
        shown.put("violations", violations);
        return Answer.json(violations.isEmpty() ? 200 : 409, shown);
    }

    private Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("proposals", records.offers().size());
        counts.put("accepted", records.deals().size());
        counts.put("fetches", records.fetches().size());
        Map<String, Integer> stages = new TreeMap<>();
        records.deals()
                .view()
                .forEach(
                        deal -> stages.merge(deal.progress().stage().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        counts.put("stages", stages);
        counts.put("chainDeals", chain.market().all().size());
        counts.put(
                "active",
                chain.market()
                        .where(deal -> deal.isLive() && deal.sectorStart() >= 0)
                        .size());
        counts.put("messages", chain.mempool().all().size());
        counts.put("lint", records.oddities().size());
        return counts;
    }

    private Map<String, @Nullable Object> account(Rows.Account account) {
        Rows.Escrow escrow = chain.escrows().of(account.id());
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", Address.ofId(account.id()));
        shown.put("key", account.key());
        shown.put("kind", account.kind());
        shown.put("balance", account.balance().toString());
        shown.put("nonce", account.nonce());
        shown.put("escrow", escrow.total().toString());
        shown.put("locked", escrow.locked().toString());
        shown.put(
                "datacap",
                chain.datacaps().of(account.id()).map(Object::toString).orElse(null));
        return shown;
    }

    private static Map<String, @Nullable Object> message(Rows.Message row) {
        ChainMessage message = SignedMessage.decode(row.signed()).message();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("cid", row.cid());
        shown.put("from", message.from());
        shown.put("to", message.to());
        shown.put("nonce", message.nonce());
        shown.put("value", message.value().toString());
        shown.put("method", message.method());
        shown.put("pushed", row.pushed());
        shown.put("height", row.height());
        shown.put("exitCode", row.exitCode());
        shown.put("replacedBy", row.replacedBy());
        shown.put("why", row.why());
        return shown;
    }

    private Map<String, Object> deal(Rows.Deal deal) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", deal.id());
        shown.put("state", Check.state(deal));
        shown.put("proposal", Shown.proposal(deal.proposal()));
        shown.put("published", deal.published());
        shown.put("publishedAt", deal.publishedAt());
        shown.put("sectorStart", deal.sectorStart());
        shown.put("slashed", deal.slashed());
        shown.put("over", deal.over());
        shown.put("why", deal.why());
        shown.put("forged", deal.forged());
        return shown;
    }

    private List<Object> providers() {
        List<Object> shown = new ArrayList<>();
        providers.all().forEach(provider -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("address", provider.address());
            one.put("port", provider.port());
            one.put("owner", Address.ofId(provider.terms().miner().owner()));
            one.put("worker", provider.terms().miner().worker().address());
            one.put("price", provider.terms().price().toString());
            one.put("verifiedPrice", provider.terms().verifiedPrice().toString());
            one.put("takesVerified", provider.terms().takesVerified());
            one.put("takesUnverified", provider.terms().takesUnverified());
            shown.add(one);
        });
        return shown;
    }

    private List<Object> offers() {
        List<Object> shown = new ArrayList<>();
        for (Records.Offer offer : records.offers()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("time", offer.time());
            one.put("epoch", offer.epoch());
            one.put("provider", offer.provider());
            one.put("uuid", offer.uuid());
            one.put("signedProposalCid", offer.signedProposal());
            one.put("proposal", offer.proposal() == null ? null : Shown.proposal(offer.proposal()));
            one.put("dataRoot", offer.root());
            one.put("transferSize", offer.transferSize());
            one.put("transfer", offer.transfer());
            one.put("signed", offer.signed());
            one.put("accepted", offer.accepted());
            one.put("answer", offer.answer());
            shown.add(one);
        }
        return shown;
    }

    private static Map<String, @Nullable Object> providerDeal(ProviderDeal deal) {
        ProviderDeal.Progress progress = deal.progress();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("provider", deal.provider());
        shown.put("uuid", deal.uuid());
        shown.put("signedProposalCid", deal.signedProposal());
        shown.put("pieceCid", deal.deal().proposal().piece());
        shown.put("stage", progress.stage());
        shown.put("since", progress.since());
        shown.put("error", progress.error());
        shown.put("bytes", progress.bytes());
        shown.put("attempts", progress.attempts());
        shown.put("publishCid", progress.told());
        shown.put("chainDealId", progress.chainDeal());
        shown.put("faults", deal.faults());
        return shown;
    }
}
