package io.whypfs.auth.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user's row. */
@Entity
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "username", nullable = false)
    private String username;

    @Column(name = "pass_hash")
    private @Nullable String passHash;

    @Column(name = "perm", nullable = false)
    private int perm;

    @Column(name = "flags", nullable = false)
    private int flags;

    @Column(name = "storage_disabled", nullable = false)
    private boolean storageDisabled;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    protected User() {}

    public long id() {
        return id;
    }

    /** The stored form of the password; empty for a user who enters by key only. */
    public Optional<String> passHash() {
        return Optional.ofNullable(passHash);
    }

    public void setPassHash(String passHash) {
        this.passHash = passHash;
    }
}
