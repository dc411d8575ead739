package io.whypfs.auth.accounts;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.whypfs.auth.Refusal;
import io.whypfs.auth.invites.Invite;
import io.whypfs.auth.invites.InviteRepository;
import io.whypfs.auth.tokens.TokenIssuer;
import io.whypfs.auth.tokens.TokenTerms;
import io.whypfs.auth.users.UserRepository;
import io.whypfs.auth.users.Username;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an invite into a user with a first session.
 *
 * <p>The invite and the name are looked at before the password is hashed, so that a stranger without an invite costs no
 * hashing, and again inside the transaction, where it counts.
 */
@ApplicationScoped
class Registration {

    private static final Duration SESSION = Duration.ofDays(7);
    private static final int DEFAULT_PERM = 2;

    private final RegistrationConfig config;
    private final UserRepository users;
    private final InviteRepository invites;
    private final TokenIssuer tokens;
    private final PasswordHasher hasher;
    private final Clock clock;

    Registration(
            RegistrationConfig config,
            UserRepository users,
            InviteRepository invites,
            TokenIssuer tokens,
            PasswordHasher hasher,
            Clock clock) {
        this.config = config;
        this.users = users;
        this.invites = invites;
        this.tokens = tokens;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * Registers a user; all of it or nothing is stored.
     *
     * @throws io.whypfs.kit.problem.ProblemException invite-unknown, invite-used, username-taken
     */
    SessionAnswer register(Username name, ClientPassword password, @Nullable String inviteCode) {
        QuarkusTransaction.requiringNew().run(() -> {
            openInvite(inviteCode, false);
            requireFree(name);
        });
        String passHash = hasher.hash(password);
        return QuarkusTransaction.requiringNew().call(() -> store(name, passHash, inviteCode));
    }

    private SessionAnswer store(Username name, String passHash, @Nullable String inviteCode) {
        Instant now = clock.instant();
        Optional<Invite> invite = openInvite(inviteCode, true);
        long userId = users.add(name, passHash, DEFAULT_PERM, now).orElseThrow(() -> taken(name));
        invite.ifPresent(found -> found.claim(userId, now));
        return SessionAnswer.of(tokens.issue(userId, TokenTerms.session("on-register", SESSION)), userId);
    }

    /** The invite to claim; empty only when none is needed. */
    private Optional<Invite> openInvite(@Nullable String code, boolean forClaim) {
        if (config.open()) {
            return Optional.empty();
        }
        Optional<Invite> found = Optional.empty();
        if (code != null && InviteRepository.isCode(code)) {
            found = forClaim ? invites.findCodeForClaim(code) : invites.findCode(code);
        }
        Invite invite = found.orElseThrow(() -> Refusal.of(
                404,
                "invite-unknown",
                "Invite unknown",
                "There is no invite with this code; ask an administrator for one."));
        if (invite.used()) {
            throw Refusal.of(
                    400,
                    "invite-used",
                    "Invite used",
                    "This invite has been used already; ask an administrator for another one.");
        }
        return Optional.of(invite);
    }

    private void requireFree(Username name) {
        if (name.equals(Username.ADMIN) || users.isTaken(name)) {
            throw taken(name);
        }
    }

    private static RuntimeException taken(Username name) {
        return Refusal.of(
                400,
                "username-taken",
                "Username taken",
                "The username '" + name.text() + "' is taken; choose another one.");
    }
}
