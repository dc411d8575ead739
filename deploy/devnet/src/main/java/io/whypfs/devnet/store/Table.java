package io.whypfs.devnet.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows by key, in the order in which they came. Rows are immutable; a change puts another one in their place.
 *
 * @param <V> a record that Jackson can write and read
 */
public final class Table<V> {

    private final Store store;
    private final String name;
    private final Class<V> type;
    private final boolean ofTheChain;
    private final Map<String, V> rows = new LinkedHashMap<>();

    Table(Store store, String name, Class<V> type, boolean ofTheChain) {
        this.store = store;
        this.name = name;
        this.type = type;
        this.ofTheChain = ofTheChain;
    }

    public Optional<V> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    public Optional<V> find(long key) {
        return find(Long.toString(key));
    }

    /** A copy, so that rows may be put while it is gone through. */
    public List<V> all() {
        return List.copyOf(rows.values());
    }

    /** The rows themselves, for reading only. */
    public Collection<V> view() {
        return rows.values();
    }

    public List<String> keys() {
        return List.copyOf(rows.keySet());
    }

    public int size() {
        return rows.size();
    }

    public void put(String key, V row) {
        store.changed(this, key, rows.put(key, row));
    }

    public void put(long key, V row) {
        put(Long.toString(key), row);
    }

    public void remove(String key) {
        V old = rows.remove(key);
        if (old != null) {
            store.changed(this, key, old);
        }
    }

    String name() {
        return name;
    }

    Class<V> type() {
        return type;
    }

    boolean isOfTheChain() {
        return ofTheChain;
    }

    @Nullable
    V raw(String key) {
        return rows.get(key);
    }

    /** Puts a row back as it was, null for none. */
    void restore(String key, @Nullable Object old) {
        if (old == null) {
            remove(key);
        } else {
            put(key, type.cast(old));
        }
    }

    void load(String key, @Nullable V row) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }
}
