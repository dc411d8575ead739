package io.whypfs.queue;

import java.util.List;

/** A job's code that says itself what type it is, so that one class is a whole job type. */
public interface TypedJob extends Job {

    /** The name of the type, as {@link JobType#name()}. */
    String type();

    /** One sentence for who picks a type. */
    String description();

    /** What a definition may or must give. */
    default List<JobParameter> parameters() {
        return List.of();
    }
}
