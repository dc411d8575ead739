package io.whypfs.devnet.provider;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Pause;
import io.whypfs.devnet.piece.CommP;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one deal's data and computes the commitment on the way. Resumes where a connection broke; gives up after
 * fifteen tries without a byte of progress between. One thread per fetch.
 */
final class Fetcher {

    private static final int TRIES = 15;
    private static final int BUFFER = 64 << 10;
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 5_000;
    private static final int CLIENT_ERROR = 4;
    private static final int NOISY_FAULTS = 3;
    private static final int STALLS = 2;
    private static final long STALL_MILLIS = 3_000;
    private static final long PROGRESS_EVERY = 64 << 20;
    private final ProviderDeal deal;
    private final TransferParams source;
    private final Records records;
    private final Limits limits;
    private final CommP commP = new CommP();
    private final byte[] head = new byte[CarHead.ENOUGH];
    private final LongConsumer progress;
    private @Nullable String etag;
    private long received;
    private int attempt;

    /** @param minimumRate bytes per second of waiting for them */
    record Limits(long minimumRate, boolean refusePrivate) {}

    /** How it ended. */
    sealed interface Result {
        record Whole(Cid piece) implements Result {}

        record Failed(String why) implements Result {}
    }

    Fetcher(ProviderDeal deal, TransferParams source, Records records, Limits limits, LongConsumer progress) {
        this.deal = deal;
        this.source = source;
        this.records = records;
        this.limits = limits;
        this.progress = progress;
    }

    /** @param keep takes every byte too */
    Result fetch(ByteSink keep) {
        long pause = FIRST_PAUSE;
        String last = "";
        for (int tries = 0; tries < TRIES && !Thread.currentThread().isInterrupted(); tries++) {
            long before = received;
            attempt++;
            last = attempt(keep);
            if (received == deal.transferSize()) {
                return whole();
            }
            if (received > before) {
                tries = 0;
                pause = FIRST_PAUSE;
            }
            Pause.of(pause);
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
        }
        return new Result.Failed("failed to fetch data: " + received + " of " + deal.transferSize() + " bytes after "
                + attempt + " attempts: " + last);
    }

    /** Where the bytes go besides the commitment. */
    @FunctionalInterface
    interface ByteSink {
        void write(byte[] bytes, int length) throws IOException;
    }

    private Result whole() {
        int known = (int) Math.min(head.length, received);
        Optional<String> bad = CarHead.check(Arrays.copyOf(head, known), deal.root());
        return bad.<Result>map(Result.Failed::new).orElseGet(() -> new Result.Whole(commP.finish()));
    }

    /** One request. @return how it ended, for the log */
    private String attempt(ByteSink keep) {
        long before = received;
        String outcome;
        int status = 0;
        try (Download download = Download.open(source, received, deal.transferSize(), limits.refusePrivate())) {
            status = download.status();
            etag(download.etag());
            outcome = deal.has(FaultKind.TRANSFER_5XX) && attempt <= NOISY_FAULTS
                    ? "fault: the provider's own proxy failed"
                    : read(download.body(), keep);
        } catch (Download.Unusable e) {
            status = e.status();
            outcome = String.valueOf(e.getMessage());
            if (status / 100 == CLIENT_ERROR) {
                records.odd(deal.provider(), Records.SERVER, "deal " + deal.uuid() + ": " + outcome);
            }
        } catch (IOException e) {
            outcome = "broken after " + (received - before) + " bytes: " + e;
        }
        String range = "bytes=" + before + "-" + (deal.transferSize() - 1);
        String url = source.url().toString();
        records.fetched(deal, url, attempt, range, status, received - before, outcome);
        return outcome;
    }

    private void etag(@Nullable String given) {
        if (given == null) {
            records.odd(deal.provider(), Records.SERVER, "deal " + deal.uuid() + ": no strong ETag");
        } else if (etag != null && !etag.equals(given)) {
            records.odd(
                    deal.provider(),
                    Records.SERVER,
                    "deal " + deal.uuid() + ": ETag " + given + " after " + etag + " between two ranges");
        }
        etag = given;
    }

    private String read(InputStream body, ByteSink keep) throws IOException {
        byte[] buffer = new byte[BUFFER];
        RateWindow window = new RateWindow(limits.minimumRate());
        long stop = faultAt();
        while (received < deal.transferSize()) {
            window.waits();
            int count = body.read(buffer, 0, (int) Math.min(buffer.length, stop - received));
            if (count < 0) {
                return "the body ended after " + received + " of " + deal.transferSize() + " bytes";
            }
            take(buffer, count, keep);
            if (!window.got(count)) {
                return "slower than " + limits.minimumRate() + " bytes per second";
            }
            if (received >= stop && received < deal.transferSize()) {
                return fault();
            }
        }
        return "complete";
    }

    private void take(byte[] buffer, int count, ByteSink keep) throws IOException {
        if (received < head.length) {
            System.arraycopy(buffer, 0, head, (int) received, Math.min(count, head.length - (int) received));
        }
        commP.update(buffer, 0, count);
        keep.write(buffer, count);
        if (received / PROGRESS_EVERY != (received + count) / PROGRESS_EVERY) {
            progress.accept(received + count);
        }
        received += count;
    }

    /** After how many bytes this attempt goes wrong on purpose. */
    private long faultAt() {
        boolean cut = deal.has(FaultKind.TRANSFER_CUT) && attempt <= NOISY_FAULTS;
        boolean stall = deal.has(FaultKind.TRANSFER_STALLED) && attempt <= STALLS;
        if (!cut && !stall) {
            return Long.MAX_VALUE;
        }
        long rest = deal.transferSize() - received;
        long part = Math.floorMod(deal.uuid().getLeastSignificantBits() >> attempt, 50) + 10;
        return received + Math.max(1, rest * part / 100);
    }

    private String fault() {
        if (deal.has(FaultKind.TRANSFER_STALLED)) {
            Pause.of(STALL_MILLIS);
            return "fault: the provider stopped reading";
        }
        return "fault: the connection was cut";
    }

    int attempts() {
        return attempt;
    }

    long received() {
        return received;
    }
}
