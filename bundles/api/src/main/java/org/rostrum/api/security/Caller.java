package org.rostrum.api.security;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the current thread works.
 *
 * @param type person, token of a person or machine, or a part of the server itself
 * @param name user name, or the name of the server's part
 * @param door by which the call came in: {@code rest}, {@code shell}, {@code job}, {@code plugin}
 * @param address network address of the caller; null when it came from inside
 * @param tokenId which token of the user it was; null when no token was used
 * @param accountId the account the caller belongs to: who acts for another one is told in both names; null for those who
 *     belong to the organisation as a whole
 */
public record Caller(
        Type type,
        String name,
        String door,
        @Nullable String address,
        @Nullable Long tokenId,
        @Nullable String accountId) {
    /** Sorts of callers. */
    public enum Type {
        ANONYMOUS,
        USER,
        TOKEN,
        SYSTEM
    }

    /** Somebody who uses no token and belongs to no single account. */
    public Caller(Type type, String name, String door, @Nullable String address) {
        this(type, name, door, address, null, null);
    }

    /** Somebody who belongs to no single account. */
    public Caller(Type type, String name, String door, @Nullable String address, @Nullable Long tokenId) {
        this(type, name, door, address, tokenId, null);
    }

    public static final Caller ANONYMOUS = new Caller(Type.ANONYMOUS, "anonymous", "unknown", null);

    /** A part of the server acting by itself, such as a scheduled report. */
    public static Caller system(String part) {
        return new Caller(Type.SYSTEM, part, "job", null);
    }

    public boolean authenticated() {
        return type != Type.ANONYMOUS;
    }
}
