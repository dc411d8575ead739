package io.whypfs.bench;

import io.whypfs.bench.load.Measurement;
import io.whypfs.bench.process.ProcessUse;
import java.util.List;

/** One target doing one half of a workload in one round. */
record Step(String target, Workload workload, Kind kind, Measurement measured, List<ProcessUse> spent) {

    /** Which half. */
    enum Kind {
        UPLOAD("up"),
        READ("read");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
