package io.whypfs.local.system;

import io.whypfs.local.process.Command;
import io.whypfs.local.process.FreePorts;
import io.whypfs.local.process.LogFile;
import io.whypfs.local.process.Processes;
import io.whypfs.local.process.Spawner;
import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One run of the system: start, watch, stop.
 *
 * <p>{@link #start} and {@link #watch} belong to one thread; {@link #stop} may come from any other at any moment.
 */
public final class LocalSystem {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration MIGRATION_LIMIT = Duration.ofMinutes(10);

    private final LocalSettings settings;
    private final HomeFolder home;
    private final Console console;
    private final SystemPlan plan;
    private final Supervision supervision;

    private LocalSystem(
            LocalSettings settings, HomeFolder home, Console console, SystemPlan plan, Supervision supervision) {
        this.settings = settings;
        this.home = home;
        this.console = console;
        this.plan = plan;
        this.supervision = supervision;
    }

    /**
     * Checks all that can be checked before anything is started.
     *
     * @throws StartException when the front door's port is taken or a setting is wrong
     */
    public static LocalSystem in(HomeFolder home, LocalSettings settings, Console console) {
        ChildrenFile children = new ChildrenFile(home.children());
        List<String> ended = children.endLeftovers();
        if (!ended.isEmpty()) {
            console.line("Ended what an earlier run had left: " + String.join(", ", ended));
        }
        if (!FreePorts.isFree(settings.port())) {
            throw new StartException("port " + settings.port()
                    + " of 127.0.0.1 is in use: stop what listens there, or choose another with PORT=, as in"
                    + " make run PORT=" + (settings.port() == 65_535 ? 1314 : settings.port() + 1) + ".");
        }
        Overrides overrides = Overrides.read(home.userProperties(), settings.overrides());
        Secrets secrets = Secrets.in(home);
        SystemPlan plan = new SystemPlan(settings, home, secrets, Addresses.find(settings, new FreePorts()), overrides);
        return new LocalSystem(settings, home, console, plan, new Supervision(console, children));
    }

    /**
     * Starts everything and returns when all is ready.
     *
     * @throws StartException when a part does not come up; {@link #stop} is still to be called
     */
    public void start() {
        console.line("WhyPFS starts in " + home.path() + " with " + count(settings.cores(), "core-node") + " and "
                + count(settings.apis(), "api-node"));
        rotateLogs();
        ManagedChild postgres = plan.postgres();
        ManagedChild kafka = plan.kafka();
        CompletableFuture<Void> kafkaStart = CompletableFuture.runAsync(() -> supervision.start(kafka));
        supervision.start(postgres);
        supervision.awaitReady(List.of(postgres), START_LIMIT);
        migrate();
        List<ManagedChild> rest = new ArrayList<>(plan.services());
        rest.forEach(supervision::start);
        // The services start without the broker, too, which after a crash waits some seconds for its own old session.
        finished(kafkaStart);
        rest.addFirst(kafka);
        supervision.awaitReady(rest, START_LIMIT);
    }

    private void rotateLogs() {
        for (String name : plan.logs()) {
            try {
                new LogFile(home.log(name)).rotate();
            } catch (IOException e) {
                throw new StartException("could not move the old logs in " + home.logs() + ": " + e + ".", e);
            }
        }
    }

    private void migrate() {
        if (isStopping()) {
            return;
        }
        Command command = plan.migrations();
        Process migrations = Spawner.start(command);
        Processes.await(() -> !migrations.isAlive() || isStopping(), MIGRATION_LIMIT);
        if (migrations.isAlive()) {
            migrations.destroyForcibly();
        } else if (migrations.exitValue() == 0) {
            console.progress("migrations are done");
            return;
        }
        if (!isStopping()) {
            throw new StartException("the migrations failed; their last lines:\n    "
                    + String.join("\n    ", new LogFile(command.log()).lastLines(12)));
        }
    }

    private static void finished(CompletableFuture<Void> start) {
        try {
            start.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What to do with the system now, for a person. */
    public void greet() {
        String door = Addresses.url(settings.port());
        String key = home.adminKey().toString();
        console.line("");
        console.line("  front door  " + door);
        console.line("  gateway     " + door + "/gw/ipfs/{cid}");
        console.line("  API         " + door + "/swagger");
        console.line("  admin key   " + key);
        console.line("  logs        " + home.logs());
        console.line("");
        console.line("  echo 'hello, world' | curl -F 'data=@-;filename=hello.txt' -H \"Authorization: Bearer $(cat '"
                + key.replace("'", "'\\''") + "')\" " + door + "/content/add");
        console.line("");
        console.line(String.format(
                Locale.ROOT, "ready at %s after %.1f s; Ctrl-C stops everything", door, console.seconds()));
    }

    /** Sends the requests whose classes the AOT caches are to hold. */
    public void train() {
        new Training(console, Addresses.url(settings.port()), home.adminKey()).run();
    }

    /** Watches until {@link #stop} is called. */
    public void watch() {
        supervision.watch();
    }

    public boolean isStopping() {
        return supervision.isStopping();
    }

    /** Stops everything in order and gives the folder back. */
    public void stop() {
        supervision.stop(plan.stopOrder());
        home.close();
    }
}
