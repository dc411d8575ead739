package io.whypfs.auth.tokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key's row: whose it is, what it may do, until when. The key itself is not in it, and a revoked key has no row. */
@Entity
@Table(name = "auth_tokens")
public class AuthToken {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(name = "token_hash", nullable = false)
    private String tokenHash;

    @Column(name = "label", nullable = false)
    private String label;

    @Column(name = "upload_only", nullable = false)
    private boolean uploadOnly;

    @Column(name = "is_session", nullable = false)
    private boolean session;

    @Column(name = "expiry", nullable = false)
    private Instant expiry;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    protected AuthToken() {}

    AuthToken(long userId, TokenHash hash, TokenTerms terms, Instant createdAt) {
        this.userId = userId;
        this.tokenHash = hash.text();
        this.label = terms.label();
        this.uploadOnly = terms.uploadOnly();
        this.session = terms.session();
        this.expiry = createdAt.plus(terms.lifetime());
        this.createdAt = createdAt;
    }

    public String tokenHash() {
        return tokenHash;
    }

    public String label() {
        return label;
    }

    public boolean uploadOnly() {
        return uploadOnly;
    }

    public boolean session() {
        return session;
    }

    public Instant expiry() {
        return expiry;
    }
}
