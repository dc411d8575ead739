package io.whypfs.scheduler;

import io.whypfs.scheduler.world.MemoryWorld;
import io.whypfs.scheduler.world.World;

/** The plain classes without a database, as a simulation runs them. */
class SchedulerInMemoryTest extends SchedulerContract {

    @Override
    World freshWorld() {
        return new MemoryWorld();
    }
}
