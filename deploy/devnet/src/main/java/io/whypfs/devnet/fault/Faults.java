package io.whypfs.devnet.fault;

import io.whypfs.devnet.fault.FaultKind.Scope;
import io.whypfs.devnet.store.Store;
import io.whypfs.devnet.store.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on. */
public final class Faults {

    /** The subject of faults that no provider has. */
    public static final String CHAIN = "chain";

    private final Store store;
    private final Table<Row> rows;

    /**
     * @param subject a provider's address, or {@link #CHAIN}
     * @param left how often it still happens; null for ever
     * @param value the fault's own number: milliseconds, or an epoch
     */
    public record Row(
            String subject, String fault, @Nullable Long left, long value) {

        private Row used() {
            return new Row(subject, fault, left == null ? null : left - 1, value);
        }
    }

    public Faults(Store store) {
        this.store = store;
        this.rows = store.table("faults", Row.class, false);
    }

    public void set(String subject, FaultKind kind, @Nullable Long count, long value) {
        store.change(() -> {
            rows.put(key(subject, kind), new Row(subject, kind.text(), count, value));
            return true;
        });
    }

    /** @param kind null for all of the subject's faults */
    public void clear(String subject, @Nullable FaultKind kind) {
        store.change(() -> {
            for (Row row : rows.all()) {
                if (row.subject().equals(subject)
                        && (kind == null || kind.text().equals(row.fault()))) {
                    rows.remove(subject + "/" + row.fault());
                }
            }
            return true;
        });
    }

    private static String key(String subject, FaultKind kind) {
        return subject + "/" + kind.text();
    }

    /** Whether it is switched on; uses nothing up. */
    public Optional<Row> find(String subject, FaultKind kind) {
        return store.read(() -> rows.find(key(subject, kind)));
    }

    public boolean isOn(String subject, FaultKind kind) {
        return find(subject, kind).isPresent();
    }

    /** Whether it befalls what happens now; one of its count is used up. */
    public Optional<Row> take(String subject, FaultKind kind) {
        return find(subject, kind).isEmpty() ? Optional.empty() : store.change(() -> taken(subject, kind));
    }

    private Optional<Row> taken(String subject, FaultKind kind) {
        Optional<Row> row = rows.find(key(subject, kind));
        row.map(Row::used).ifPresent(used -> {
            if (used.left() != null && used.left() <= 0) {
                rows.remove(key(subject, kind));
            } else {
                rows.put(key(subject, kind), used);
            }
        });
        return row;
    }

    /** The faults that a deal gets at its acceptance. */
    public List<String> takeForDeal(String provider) {
        return takeAll(provider, Scope.DEAL).stream().map(FaultKind::text).toList();
    }

    private List<FaultKind> takeAll(String subject, Scope scope) {
        List<FaultKind> taken = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (kind.scope() == scope && take(subject, kind).isPresent()) {
                taken.add(kind);
            }
        }
        return taken;
    }

    /** The text of a rejection that is switched on. */
    public Optional<String> takeRejection(String provider) {
        return Arrays.stream(FaultKind.values())
                .filter(FaultKind::isRejection)
                .filter(kind -> take(provider, kind).isPresent())
                .map(FaultKind::sentence)
                .findFirst();
    }

    public List<Row> all() {
        return store.read(rows::all);
    }
}
