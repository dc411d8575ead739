package io.whypfs.core.blockstore;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells sessions that they are durable, on a thread of its own so that a slow listener never holds back the next round.
 *
 * <p>Takes all that is ready at once: while a listener is busy, later rounds gather and go into its next call.
 */
final class RoundCompletions implements AutoCloseable {

    /** A session's question for durability, with what it enlisted. */
    record Waiter<T>(
            long batch,
            @Nullable RoundListener<T> listener,
            @Nullable T item,
            CompletableFuture<Void> future) {}

    private final LinkedBlockingQueue<List<Waiter<?>>> ready = new LinkedBlockingQueue<>();
    private final @Nullable Thread thread;

    private RoundCompletions(boolean onOwnThread) {
        thread = onOwnThread ? Thread.ofVirtual().name("whypfs-completions").unstarted(this::run) : null;
    }

    static RoundCompletions start() {
        RoundCompletions completions = new RoundCompletions(true);
        if (completions.thread != null) {
            completions.thread.start();
        }
        return completions;
    }

    /** Tells on the thread that ends the round, so that a test sees one order of things. */
    static RoundCompletions direct() {
        return new RoundCompletions(false);
    }

    /** Hands over waiters whose batches are durable. */
    void tell(List<Waiter<?>> waiters) {
        if (waiters.isEmpty()) {
            return;
        }
        if (thread == null) {
            deliver(waiters);
        } else {
            ready.add(waiters);
        }
    }

    /** Delivers what was handed over, then ends. */
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        ready.add(List.of());
        GroupCommitter.joinUninterruptibly(thread);
    }

    private void run() {
        boolean open = true;
        while (open) {
            try {
                List<List<Waiter<?>>> taken = new ArrayList<>();
                taken.add(ready.take());
                ready.drainTo(taken);
                open = taken.stream().noneMatch(List::isEmpty);
                deliver(taken.stream().flatMap(List::stream).toList());
            } catch (InterruptedException _) {
                // Nobody but close() ends this thread; a stray interrupt must not leave uploads without an answer.
                Thread.interrupted();
            }
        }
    }

    private static void deliver(List<? extends Waiter<?>> waiters) {
        Map<RoundListener<?>, List<Waiter<?>>> byListener = new IdentityHashMap<>();
        for (Waiter<?> waiter : waiters) {
            if (waiter.listener() == null) {
                waiter.future().complete(null);
            } else {
                byListener
                        .computeIfAbsent(waiter.listener(), _ -> new ArrayList<>())
                        .add(waiter);
            }
        }
        byListener.forEach(RoundCompletions::call);
    }

    @SuppressWarnings("unchecked")
    private static <T> void call(RoundListener<T> listener, List<Waiter<?>> waiters) {
        try {
            // A waiter's item has the type of its own listener, and all of these waiters named this listener.
            listener.onDurable(
                    waiters.stream().map(waiter -> ((Waiter<T>) waiter).item()).toList());
            waiters.forEach(waiter -> waiter.future().complete(null));
        } catch (Exception | Error e) {
            waiters.forEach(waiter -> waiter.future().completeExceptionally(e));
        }
    }
}
