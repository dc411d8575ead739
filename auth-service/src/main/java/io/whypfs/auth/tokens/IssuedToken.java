package io.whypfs.auth.tokens;

/** A key at the only moment both of it exist: the text for its bearer and the row that stays. */
public record IssuedToken(ApiToken token, AuthToken row) {}
