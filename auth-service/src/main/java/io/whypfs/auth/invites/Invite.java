package io.whypfs.auth.invites;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An invite's row: open until a registration claims it, then used for good. */
@Entity
@Table(name = "invite_codes")
public class Invite {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "code", nullable = false)
    private String code;

    @Column(name = "created_by", nullable = false)
    private long createdBy;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "claimed_by")
    private @Nullable Long claimedBy;

    @Column(name = "claimed_at")
    private @Nullable Instant claimedAt;

    protected Invite() {}

    public boolean used() {
        return claimedBy != null;
    }

    /** Uses the invite up. The caller holds the row's lock and has seen that it is open. */
    public void claim(long userId, Instant at) {
        if (used()) {
            throw new IllegalStateException("the invite is used already");
        }
        this.claimedBy = userId;
        this.claimedAt = at;
    }
}
