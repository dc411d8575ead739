package io.whypfs.queue;

import java.time.Duration;

/** Hears of every run on this node, those that had nothing to do included. Called in the run's thread; must not throw. */
public interface JobListener {

    void started(String type);

    /** @param duration by the machine's clock */
    void ended(String type, RunEnd end, Duration duration);

    /** Hears nothing. */
    JobListener NONE = new JobListener() {
        @Override
        public void started(String type) {
            // nobody listens
        }

        @Override
        public void ended(String type, RunEnd end, Duration duration) {
            // nobody listens
        }
    };
}
