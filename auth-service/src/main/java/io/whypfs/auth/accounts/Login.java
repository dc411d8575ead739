package io.whypfs.auth.accounts;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.whypfs.auth.Refusal;
import io.whypfs.auth.tokens.TokenIssuer;
import io.whypfs.auth.tokens.TokenTerms;
import io.whypfs.auth.users.User;
import io.whypfs.auth.users.UserRepository;
import io.whypfs.auth.users.Username;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Turns a name and a password into a session. As Estuary does, it says which of the two was wrong. */
@ApplicationScoped
class Login {

    private static final Duration SESSION = Duration.ofDays(30);

    private final UserRepository users;
    private final TokenIssuer tokens;
    private final PasswordHasher hasher;

    Login(UserRepository users, TokenIssuer tokens, PasswordHasher hasher) {
        this.users = users;
        this.tokens = tokens;
        this.hasher = hasher;
    }

    /** @throws io.whypfs.kit.problem.ProblemException user-unknown, password-wrong */
    SessionAnswer login(Username name, ClientPassword password) {
        User user = QuarkusTransaction.requiringNew()
                .call(() -> users.findName(name))
                .orElseThrow(() ->
                        Refusal.of(403, "user-unknown", "User unknown", "There is no user '" + name.text() + "'."));
        boolean right = user.passHash()
                .filter(stored -> hasher.matches(password, stored))
                .isPresent();
        if (!right) {
            throw Refusal.of(
                    403, "password-wrong", "Password wrong", "The password of '" + name.text() + "' is another one.");
        }
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        SessionAnswer.of(tokens.issue(user.id(), TokenTerms.session("on-login", SESSION)), user.id()));
    }
}
