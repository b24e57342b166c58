package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * A user whose password was just set.
 *
 * @param oneTimePassword the generated password, shown this once; null when the caller chose the password
 */
public record IssuedPassword(User user, @Nullable String oneTimePassword) {
    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "IssuedPassword[user=" + user + "]";
    }
}
