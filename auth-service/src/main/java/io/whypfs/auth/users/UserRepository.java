package io.whypfs.auth.users;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The table of users. */
@ApplicationScoped
public class UserRepository implements PanacheRepository<User> {

    public Optional<User> findName(Username name) {
        return find("username", name.text()).firstResultOptional();
    }

    public boolean exists(long userId) {
        return count("id", userId) > 0;
    }

    public boolean isTaken(Username name) {
        return count("username", name.text()) > 0;
    }

    /** Adds a user; empty when the name is taken, also by a registration that commits at this moment. */
    public OptionalLong add(Username name, @Nullable String passHash, int perm, Instant now) {
        List<Long> ids = getSession()
                .createNativeQuery("""
                        insert into auth.users (username, pass_hash, perm, created_at)
                        values (?1, cast(?2 as text), ?3, ?4)
                        on conflict (username) do nothing
                        returning id""", Long.class)
                .setParameter(1, name.text())
                .setParameter(2, passHash)
                .setParameter(3, perm)
                .setParameter(4, now)
                .getResultList();
        return ids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ids.getFirst());
    }
}
