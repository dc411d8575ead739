package io.whypfs.auth.invites;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.whypfs.auth.PrintableText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of invites. */
@ApplicationScoped
public class InviteRepository implements PanacheRepository<Invite> {

    static final int MAX_CHARACTERS = 255;

    /** Whether a text can be an invite's code at all; the database is not asked for others. */
    public static boolean isCode(String text) {
        return PrintableText.flaw("code", text, MAX_CHARACTERS).isEmpty();
    }

    public Optional<Invite> findCode(String code) {
        return find("code", code).firstResultOptional();
    }

    /** Finds the invite and locks its row until the transaction ends: whoever else wants to claim it waits. */
    public Optional<Invite> findCodeForClaim(String code) {
        return find("code", code).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** Adds an open invite; false when the code is there already, used or not. */
    boolean add(String code, long createdBy, Instant now) {
        return getSession()
                        .createNativeMutationQuery("""
                                insert into auth.invite_codes (code, created_by, created_at) values (?1, ?2, ?3)
                                on conflict (code) do nothing""")
                        .setParameter(1, code)
                        .setParameter(2, createdBy)
                        .setParameter(3, now)
                        .executeUpdate()
                == 1;
    }

    /** All invites with the names of those who made and used them, oldest first. */
    List<InviteView> listViews() {
        return getSession().createNativeQuery("""
                        select i.code, creator.username, coalesce(claimer.username, ''), i.created_at
                          from auth.invite_codes i
                          join auth.users creator on creator.id = i.created_by
                          left join auth.users claimer on claimer.id = i.claimed_by
                         order by i.id""", InviteView.class).getResultList();
    }
}
