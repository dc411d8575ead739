package io.whypfs.devnet.provider;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Runs a provider's transfers, four at a time, and says how each ended. */
final class Transfers implements AutoCloseable {

    private static final int AT_ONCE = 4;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Chain chain;
    private final Records records;
    private final Fetcher.Limits limits;
    private final Pieces pieces;

    Transfers(Chain chain, Records records, Fetcher.Limits limits, Pieces pieces) {
        this.chain = chain;
        this.records = records;
        this.limits = limits;
        this.pieces = pieces;
    }

    /** Starts, or after a restart of the provider starts again from the first byte. */
    void begin(ProviderDeal deal) {
        if (!deal.has(FaultKind.ACCEPT_SILENCE)) {
            threads.submit(() -> run(deal));
        }
    }

    private void run(ProviderDeal deal) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            transfer(deal);
        } finally {
            places.release();
        }
    }

    private void transfer(ProviderDeal deal) {
        Fetcher fetcher;
        try {
            TransferParams source = TransferParams.read(deal.transfer(), limits.refusePrivate());
            fetcher = new Fetcher(deal, source, records, limits, bytes -> progress(deal, bytes));
        } catch (TransferParams.Unfit e) {
            end(deal, new Fetcher.Result.Failed(String.valueOf(e.getMessage())), 0, 0);
            return;
        }
        change(deal, now -> now.to(Stage.TRANSFERRING, chain.time().epoch()));
        try (Pieces.Incoming incoming = pieces.receive(deal)) {
            Fetcher.Result result = fetcher.fetch(incoming);
            if (result instanceof Fetcher.Result.Whole) {
                incoming.keep();
            }
            if (!Thread.currentThread().isInterrupted()) {
                end(deal, result, fetcher.received(), fetcher.attempts());
            }
        } catch (IOException e) {
            end(deal, new Fetcher.Result.Failed("storage error: " + e), fetcher.received(), fetcher.attempts());
        }
    }

    private void progress(ProviderDeal deal, long bytes) {
        change(deal, now -> now.received(bytes, now.attempts()));
    }

    private void end(ProviderDeal deal, Fetcher.Result result, long bytes, int attempts) {
        Cid wanted = deal.deal().proposal().piece();
        long epoch = chain.head();
        ProviderDeal.Progress ended = switch (result) {
            case Fetcher.Result.Failed(String why) ->
                ProviderDeal.Progress.accepted(epoch).failed(why, epoch);
            case Fetcher.Result.Whole(Cid piece)
            when deal.has(FaultKind.COMMITMENT_MISMATCH) ->
                ProviderDeal.Progress.accepted(epoch)
                        .failed("piece CID mismatch: expected " + wanted + ", got " + other(piece), epoch);
            case Fetcher.Result.Whole(Cid piece)
            when !piece.equals(wanted) ->
                ProviderDeal.Progress.accepted(epoch)
                        .failed("piece CID mismatch: expected " + wanted + ", got " + piece, epoch);
            case Fetcher.Result.Whole whole ->
                ProviderDeal.Progress.accepted(epoch).to(Stage.TRANSFERRED, epoch);
        };
        change(deal, now -> ended.received(bytes, attempts));
    }

    private static Cid other(Cid piece) {
        byte[] digest = piece.digest();
        digest[0] ^= 1;
        return Cid.piece(digest);
    }

    private interface Step {
        ProviderDeal.Progress from(ProviderDeal.Progress now);
    }

    private void change(ProviderDeal deal, Step step) {
        chain.store().change(() -> {
            records.deals()
                    .find(deal.key())
                    .filter(now -> !now.progress().stage().isFinal())
                    .ifPresent(now -> records.move(now, step.from(now.progress())));
            return true;
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Where kept pieces lie. */
    static Path folder(Path home, String provider) {
        return home.resolve("pieces").resolve(provider);
    }
}
