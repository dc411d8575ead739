package io.whypfs.api.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.whypfs.api.cores.CoreNode;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.api.homes.HomeRepository;
import io.whypfs.api.inside.Loops;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multihash;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Which cores hold a block.
 *
 * <p>Hints come from memory and from home rows, and may be wrong; a search asks all live cores. That nobody has a block is
 * remembered for two seconds only, and never keeps a home row from being seen.
 */
final class Locations {

    static final Duration SEARCH_LIMIT = Duration.ofSeconds(2);
    private static final Duration REMEMBER = Duration.ofMinutes(1);
    private static final Duration REMEMBER_ABSENCE = Duration.ofSeconds(2);
    private static final int REMEMBERED = 200_000;

    private final CoreRegistry registry;
    private final HomeRepository homes;
    private final HaveQuestions questions;
    private final Executor workers;
    private final Cache<Multihash, List<UUID>> known;
    private final Cache<Multihash, Boolean> absent;

    Locations(CoreRegistry registry, HomeRepository homes, HaveQuestions questions, Executor workers, Ticker ticker) {
        this.registry = registry;
        this.homes = homes;
        this.questions = questions;
        this.workers = workers;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REMEMBER)
                .ticker(ticker)
                .build();
        this.absent = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REMEMBER_ABSENCE)
                .ticker(ticker)
                .build();
    }

    /**
     * Who answered a search, and who did not.
     *
     * @param holders cores that have the block
     * @param silent cores that should be there and could not be asked
     */
    record Search(List<CoreNode> holders, List<CoreNode> silent) {}

    /** Cores that are thought to hold the block; empty when nothing is known. Completes on the caller's context. */
    Future<List<UUID>> hints(Cid cid) {
        List<UUID> remembered = known.getIfPresent(cid.multihash());
        if (remembered != null) {
            return Future.succeededFuture(remembered);
        }
        Promise<List<UUID>> rows = Promise.promise();
        workers.execute(() -> {
            try {
                rows.complete(homes.findCores(cid.multihash().toBytes()));
            } catch (SQLException | RuntimeException e) {
                // Without the database the cores can still be asked.
                rows.complete(List.of());
            }
        });
        return Loops.back(rows.future()).onSuccess(found -> {
            if (!found.isEmpty()) {
                known.put(cid.multihash(), found);
            }
        });
    }

    /** Asks every live core; always succeeds, within the search limit. Completes on the caller's context. */
    Future<Search> search(Cid cid) {
        if (absent.getIfPresent(cid.multihash()) != null) {
            return Future.succeededFuture(new Search(List.of(), List.of()));
        }
        List<CoreNode> cores = registry.live();
        List<Future<Boolean>> answers = new ArrayList<>();
        for (CoreNode core : cores) {
            answers.add(questions.ask(core, cid.toString()));
        }
        return Loops.back(Future.join(answers).otherwiseEmpty().map(joined -> collect(cid, cores, answers)));
    }

    /** The core served the block. */
    void remember(Cid cid, UUID core) {
        if (known.getIfPresent(cid.multihash()) == null) {
            known.put(cid.multihash(), List.of(core));
        }
    }

    /** A hint was wrong. */
    void forget(Cid cid) {
        known.invalidate(cid.multihash());
    }

    private Search collect(Cid cid, List<CoreNode> cores, List<Future<Boolean>> answers) {
        List<CoreNode> holders = new ArrayList<>();
        List<CoreNode> silent = new ArrayList<>();
        for (int i = 0; i < cores.size(); i++) {
            Future<Boolean> answer = answers.get(i);
            if (answer.failed()) {
                silent.add(cores.get(i));
            } else if (answer.result()) {
                holders.add(cores.get(i));
            }
        }
        if (holders.isEmpty() && silent.isEmpty()) {
            absent.put(cid.multihash(), Boolean.TRUE);
        }
        return new Search(holders, silent);
    }
}
