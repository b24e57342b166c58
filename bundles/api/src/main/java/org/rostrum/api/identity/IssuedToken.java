package org.rostrum.api.identity;

/**
 * A token that was just made.
 *
 * @param secret what a program sends as {@code Authorization: Bearer …}; shown this once, kept only as a hash
 */
public record IssuedToken(Token token, String secret) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "IssuedToken[token=" + token + "]";
    }
}
