package io.whypfs.api.owners;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.whypfs.api.inside.Endpoint;
import io.whypfs.api.inside.InternalClient;
import io.whypfs.api.inside.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that is asked what it knows, with a short limit; remembers what it said. Safe on any thread. */
public final class Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);
    private static final int REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

    private final String name;
    private final InternalClient client;
    private final Endpoint endpoint;
    private final Duration limit;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> silentSince = new AtomicReference<>();
    private final Cache<String, Word.Told> said = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    Owner(String name, InternalClient client, Endpoint endpoint, Duration limit, Clock clock) {
        this.name = name;
        this.client = client;
        this.endpoint = endpoint;
        this.limit = limit;
        this.clock = clock;
    }

    /** Asks; always succeeds. */
    public Future<Word> ask(String uri) {
        return client.get(endpoint, uri, limit)
                .map(json -> told(uri, json))
                .otherwise(failure -> failure instanceof ProblemException problem && problem.status() == 404
                        ? unknown(uri)
                        : silent(uri, failure));
    }

    /** What it said the last time to this question, without asking. */
    public Optional<Word.Told> remembered(String uri) {
        return Optional.ofNullable(said.getIfPresent(uri));
    }

    public String name() {
        return name;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private Word told(String uri, com.fasterxml.jackson.databind.JsonNode json) {
        silentSince.set(null);
        Word.Told told = new Word.Told(json, clock.instant());
        said.put(uri, told);
        return told;
    }

    private Word unknown(String uri) {
        silentSince.set(null);
        said.invalidate(uri);
        return new Word.Unknown(clock.instant());
    }

    private Word silent(String uri, Throwable failure) {
        Instant now = clock.instant();
        Instant since = silentSince.updateAndGet(before -> before == null ? now : before);
        LOG.debug("{} does not answer: uri={} error={}", name, uri, failure.toString());
        return new Word.Silent(name, since == null ? now : since, remembered(uri));
    }
}
