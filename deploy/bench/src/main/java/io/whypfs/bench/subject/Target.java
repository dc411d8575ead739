package io.whypfs.bench.subject;

import io.whypfs.bench.load.LoadRun;
import java.util.List;

/** Something that takes files and serves them by CID. */
public interface Target extends AutoCloseable {

    String name();

    LoadRun.Uploads uploads(long fileBytes);

    LoadRun.Reads reads(List<String> cids, long fileBytes);

    /** The processes to meter, each with its descendants; empty when they are not on this machine. */
    List<Long> processes();

    /** Stops what was started for the measurement and removes its files. */
    @Override
    void close();
}
