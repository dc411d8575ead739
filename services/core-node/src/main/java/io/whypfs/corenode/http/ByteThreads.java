package io.whypfs.corenode.http;

import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** One virtual thread for each request that bytes pass through. */
@Singleton
public final class ByteThreads implements Executor {

    private final Thread.Builder.OfVirtual threads = Thread.ofVirtual().name("bytes-", 0);

    @Override
    public void execute(Runnable work) {
        threads.start(work);
    }
}
