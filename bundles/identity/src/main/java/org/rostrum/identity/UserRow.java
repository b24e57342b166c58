package org.rostrum.identity;

import org.rostrum.api.identity.User;

/** A user as stored. */
record UserRow(long id, User user, String passwordHash) {
    @Override
    public String toString() {
        return "UserRow[id=" + id + ", user=" + user + "]";
    }
}
