package io.whypfs.corenode.pieces.transfer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.whypfs.corenode.http.ByteRange;
import io.whypfs.corenode.http.ByteRoute;
import io.whypfs.corenode.http.Exchange;
import io.whypfs.corenode.http.UnavailableException;
import io.whypfs.corenode.pieces.transfer.TransfersRepository.Known;
import io.whypfs.corenode.registry.Registry.SeenNode;
import io.whypfs.filecoin.piece.PieceCid;
import io.whypfs.filecoin.transfer.PieceToken;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * The door through which storage providers fetch pieces.
 *
 * <p>Statuses: 200, 206, 401 without the deal's token, 403 when the deal is over, 404 for a piece that was never built,
 * 416, and 503 for all that may pass. {@code GET /pieces/} answers 204 to whoever asks whether this door is reached.
 */
public final class PieceRoute {

    private static final String PREFIX = "/pieces/";
    private static final String CAR = "application/vnd.ipld.car";

    private final byte[] key;
    private final UUID self;
    private final TransfersRepository transfers;
    private final PieceBytes bytes;
    private final HomeRelay relay;
    private final TransferGate gate;
    private final TransferLedger ledger;
    private final TransferMetrics metrics;

    PieceRoute(
            byte[] key,
            UUID self,
            TransfersRepository transfers,
            PieceBytes bytes,
            HomeRelay relay,
            TransferGate gate,
            TransferLedger ledger,
            TransferMetrics metrics) {
        this.key = key.clone();
        this.self = self;
        this.transfers = transfers;
        this.bytes = bytes;
        this.relay = relay;
        this.gate = gate;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /** Mounts the route; its blocking work runs on the executor. */
    public void mount(Router router, Executor executor) {
        ByteRoute route = new ByteRoute(executor, this::handle);
        router.get(PREFIX + "*").handler(route);
        router.head(PREFIX + "*").handler(route);
    }

    private void handle(Exchange exchange) throws IOException {
        String path = exchange.rawPath();
        if (path.equals(PREFIX)) {
            exchange.response().setStatusCode(204).putHeader("Whypfs-Pieces", "1");
            return;
        }
        PieceAddress address = Optional.of(path)
                .filter(text -> text.startsWith(PREFIX))
                .flatMap(text -> PieceAddress.parse(text.substring(PREFIX.length())))
                .orElseThrow(PieceRefusals::unknown);
        Optional<String> token = PieceAddress.token(exchange);
        UUID deal = token.flatMap(text -> PieceToken.verify(key, address.piece(), text))
                .orElseThrow(() -> {
                    metrics.refused("token");
                    exchange.response().putHeader("WWW-Authenticate", "Basic realm=\"pieces\"");
                    return PieceRefusals.noToken();
                });
        Known known = find(address, deal);
        if (known.isDealOver()) {
            metrics.refused("deal-over");
            throw PieceRefusals.over(deal);
        }
        Optional<ServedPiece> own = known.homes().stream()
                .filter(piece -> piece.home().equals(self))
                .findFirst();
        try (TransferGate.Pass _ = enter(exchange, deal)) {
            if (own.isPresent()) {
                serve(exchange, address.piece(), own.get(), deal);
            } else {
                relay(exchange, known.homes(), address, token.get());
            }
        }
    }

    private Known find(PieceAddress address, UUID deal) throws IOException {
        try {
            Known known = transfers.find(address.piece(), deal);
            List<ServedPiece> homes = known.homes().stream()
                    .filter(piece ->
                            address.carBytes().isEmpty() || address.carBytes().getAsLong() == piece.carBytes())
                    .toList();
            if (homes.isEmpty()) {
                throw PieceRefusals.unknown();
            }
            return new Known(homes, known.isDealOver());
        } catch (SQLException e) {
            metrics.refused("database");
            throw new UnavailableException(
                    "The piece cannot be looked up, because PostgreSQL does not answer. Try again later.", e);
        }
    }

    private TransferGate.Pass enter(Exchange exchange, UUID deal) {
        if (exchange.isHead()) {
            return () -> {};
        }
        return gate.enter(deal).orElseThrow(() -> {
            metrics.refused("busy");
            return PieceRefusals.busy();
        });
    }

    private void relay(Exchange exchange, List<ServedPiece> homes, PieceAddress address, String token)
            throws IOException {
        UUID first = homes.getFirst().home();
        if (exchange.header(HomeRelay.RELAYED).isPresent()) {
            throw PieceRefusals.homeAway(first, "another core takes this one for it");
        }
        SeenNode home = relay.living(homes).orElseThrow(() -> {
            metrics.refused("home-away");
            return PieceRefusals.homeAway(first, "it was not heard of lately");
        });
        relay.relay(exchange, home, address, token);
    }

    private void serve(Exchange exchange, PieceCid cid, ServedPiece piece, UUID deal) throws IOException {
        bytes.prepare(piece);
        ByteRange range = head(exchange, cid, piece.carBytes());
        if (exchange.isHead() || range.length() == 0) {
            return;
        }
        Progress progress = new Progress(exchange, cid, piece, deal, range.from());
        try {
            bytes.write(piece, range.from(), range.length(), progress::take);
            exchange.stream().awaitTaken();
        } catch (PieceUnreadableException e) {
            metrics.refused("unreadable");
            exchange.response().headers().remove(HttpHeaders.CONTENT_RANGE).remove(HttpHeaders.ETAG);
            throw PieceRefusals.unreadable(cid, e);
        } finally {
            progress.note(true);
        }
    }

    private static ByteRange head(Exchange exchange, PieceCid cid, long size) {
        String tag = "\"" + cid + "\"";
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, CAR)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-transform");
        Optional<String> wanted = exchange.header("Range")
                .filter(_ -> exchange.header("If-Range").map(tag::equals).orElse(true));
        ByteRange range = switch (ByteRange.parse(wanted, size)) {
            case ByteRange.Wish.Whole _ -> new ByteRange(0, size);
            case ByteRange.Wish.Part part -> {
                response.setStatusCode(206);
                response.putHeader(HttpHeaders.CONTENT_RANGE, part.range().contentRange(size));
                yield part.range();
            }
            case ByteRange.Wish.Unsatisfiable _ -> {
                response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                throw PieceRefusals.range(size);
            }
        };
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        return range;
    }

    /** One request's bytes: those handed to the connection, and those that it took. */
    private final class Progress {

        private static final long NOTE_EVERY = 4L << 20;

        private final Exchange exchange;
        private final PieceCid cid;
        private final ServedPiece piece;
        private final UUID deal;
        private final long from;
        private long noted;

        Progress(Exchange exchange, PieceCid cid, ServedPiece piece, UUID deal, long from) {
            this.exchange = exchange;
            this.cid = cid;
            this.piece = piece;
            this.deal = deal;
            this.from = from;
        }

        void take(byte[] part, int offset, int length) throws IOException {
            exchange.stream().write(part, offset, length);
            metrics.served(length);
            long taken = exchange.stream().acknowledged();
            if (noted == 0 && taken > 0) {
                note(true);
            } else if (taken - noted >= NOTE_EVERY) {
                note(false);
            }
        }

        void note(boolean isUrgent) {
            long taken = exchange.stream().acknowledged();
            if (taken > noted && !deal.equals(PieceToken.OWNER)) {
                ledger.served(deal, cid, piece.carBytes(), from + noted, from + taken, isUrgent);
                noted = taken;
            }
        }
    }
}
