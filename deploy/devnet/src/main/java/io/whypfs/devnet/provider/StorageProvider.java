package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.HttpPort;
import io.whypfs.devnet.http.RateLimit;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.http.Route;
import io.whypfs.devnet.wire.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One provider: its port, its doors, its transfers and its pipeline. */
public final class StorageProvider implements AutoCloseable {

    private static final int PER_SECOND = 50;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY = 429;
    private final Terms terms;
    private final String address;
    private final Faults faults;
    private final Records records;
    private final HttpPort port;
    private final Transfers transfers;
    private final Pipeline pipeline;

    /** What all providers of a devnet have in common. */
    public record Common(
            Chain chain,
            Faults faults,
            Records records,
            Clock clock,
            Path home,
            int publishEpochs,
            int sealEpochs,
            long shortestDeal,
            long minimumRate,
            boolean refusePrivate,
            boolean keepData) {}

    public StorageProvider(Terms terms, HttpPort port, Address other, Common common) {
        Miner miner = terms.miner();
        this.terms = terms;
        this.address = miner.address().toString();
        this.faults = common.faults();
        this.records = common.records();
        this.port = port;
        Pieces pieces = new Pieces(Transfers.folder(common.home(), address), common.keepData());
        Fetcher.Limits limits = new Fetcher.Limits(common.minimumRate(), common.refusePrivate());
        this.transfers = new Transfers(common.chain(), records, limits, pieces);
        Publisher publisher =
                new Publisher(common.chain(), miner, records, new Forgery(miner, other, common.shortestDeal()));
        this.pipeline = new Pipeline(common.chain(), records, publisher, common.publishEpochs(), common.sealEpochs());
        routes(common, pieces);
    }

    private void routes(Common common, Pieces pieces) {
        OfferCheck check = new OfferCheck(common.chain(), terms, faults, records, common.refusePrivate());
        StoreDoor store = new StoreDoor(address, common.chain(), check, faults, records, transfers::begin);
        ReadDoors reads = new ReadDoors(terms, common.chain(), faults, records);
        PieceDoor piece = new PieceDoor(pieces);
        RateLimit limit = new RateLimit(common.clock(), PER_SECOND);
        port.route("/market/mk12/store", only("POST", limit, store::store))
                .route("/market/mk12/status", only("GET", limit, reads::status))
                .route("/market/mk12/ask", only("GET", limit, reads::ask))
                .route("/info", request -> Answer.json(200, Map.of("Version", "0.3.0")))
                .route("/piece/", piece::piece);
    }

    private static Route only(String method, RateLimit limit, Route route) {
        return (Request request) -> {
            if (!request.method().equals(method)) {
                return Answer.text(METHOD_NOT_ALLOWED, "only " + method);
            }
            return limit.pass() ? route.answer(request) : Answer.text(TOO_MANY, "Too Many Requests");
        };
    }

    /** Opens the port unless the provider is down, and takes up the transfers that a stop cut off. */
    public void start() throws IOException {
        portAsFaultsSay();
        List<ProviderDeal> cut = records.deals().all().stream()
                .filter(deal -> deal.provider().equals(address))
                .filter(deal -> deal.progress().stage() == Stage.ACCEPTED
                        || deal.progress().stage() == Stage.TRANSFERRING)
                .toList();
        cut.forEach(transfers::begin);
    }

    /** Closes or opens the port when that fault was switched. */
    public void portAsFaultsSay() throws IOException {
        if (faults.isOn(address, FaultKind.DOWN)) {
            port.shut();
        } else {
            port.open();
        }
    }

    /** @param mine this provider's deals that have not ended */
    void onEpoch(long epoch, List<ProviderDeal> mine) {
        pipeline.onEpoch(epoch, mine);
    }

    public String address() {
        return address;
    }

    public Terms terms() {
        return terms;
    }

    public int port() {
        return port.number();
    }

    @Override
    public void close() {
        transfers.close();
        port.close();
    }
}
