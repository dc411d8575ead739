package io.whypfs.local.system;

import io.whypfs.local.process.Command;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of the system: how to start it again and again, how to see that it is up, how to stop it.
 *
 * @param name as it is logged and shown, {@code core-node-1} say
 * @param url where it listens
 * @param prepare run before each start
 * @param command what to run
 * @param ready whether it answers what it is there for
 * @param stopSignal as {@code kill} names it
 * @param stopLimit how long it may take to stop before it is killed
 */
record ManagedChild(
        String name,
        String url,
        Runnable prepare,
        Supplier<Command> command,
        BooleanSupplier ready,
        String stopSignal,
        Duration stopLimit) {}
