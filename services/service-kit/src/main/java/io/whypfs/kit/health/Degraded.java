package io.whypfs.kit.health;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What does not work at the moment although the service is ready. Safe for use by several threads. */
@Singleton
public final class Degraded {

    private static final Logger LOG = Logger.getLogger(Degraded.class);

    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** Notes that a part does not work; repeated reports of one part replace each other. */
    public void report(String part, String reason) {
        if (reasons.put(part, reason) == null) {
            LOG.warnf("part=%s state=degraded error=\"%s\"", part, reason);
        }
    }

    /** Notes that a part works again. */
    public void clear(String part) {
        if (reasons.remove(part) != null) {
            LOG.infof("part=%s state=recovered", part);
        }
    }

    public boolean isDegraded() {
        return !reasons.isEmpty();
    }

    /** The reason of one part, when it does not work. */
    public Optional<String> reason(String part) {
        return Optional.ofNullable(reasons.get(part));
    }

    /** All parts that do not work, by name. */
    public Map<String, String> reasons() {
        return new TreeMap<>(reasons);
    }
}
