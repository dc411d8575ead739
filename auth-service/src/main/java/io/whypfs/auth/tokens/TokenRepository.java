package io.whypfs.auth.tokens;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table of keys, as their owners see it. Looking up who a key belongs to is {@link IntrospectionRepository}. */
@ApplicationScoped
public class TokenRepository implements PanacheRepository<AuthToken> {

    /** All keys of a user, sessions and expired ones too, oldest first. */
    List<AuthToken> listOf(long userId) {
        return list("userId = ?1 order by id", userId);
    }

    /** Revokes the user's key that has one of these hashes; does nothing for a key of someone else. */
    void deleteOwned(long userId, List<String> hashes) {
        delete("userId = ?1 and tokenHash in ?2", userId, hashes);
    }

    /** Stores the row of a key that was made elsewhere; does nothing when the hash is there already. */
    public void addIfAbsent(long userId, TokenHash hash, TokenTerms terms, Instant createdAt) {
        getSession()
                .createNativeMutationQuery("""
                        insert into auth.auth_tokens
                               (user_id, token_hash, label, upload_only, is_session, expiry, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                        on conflict (token_hash) do nothing""")
                .setParameter(1, userId)
                .setParameter(2, hash.text())
                .setParameter(3, terms.label())
                .setParameter(4, terms.uploadOnly())
                .setParameter(5, terms.session())
                .setParameter(6, createdAt.plus(terms.lifetime()))
                .setParameter(7, createdAt)
                .executeUpdate();
    }
}
