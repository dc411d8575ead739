package io.whypfs.scheduler;

import io.whypfs.scheduler.world.PostgresWorld;
import io.whypfs.scheduler.world.World;

/** The same on a real database, with the handlers that consumers use. */
class SchedulerOnPostgresIT extends SchedulerContract {

    @Override
    World freshWorld() {
        return new PostgresWorld();
    }
}
