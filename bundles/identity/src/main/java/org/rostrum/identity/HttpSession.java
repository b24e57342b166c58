package org.rostrum.identity;

/**
 * The session a request belongs to; hangs on the request.
 *
 * @param secret value of the cookie
 */
record HttpSession(String secret, SessionStore.Session stored) {
    /** Name of the request's attribute. */
    static final String ATTRIBUTE = "org.rostrum.identity.session";

    /** Name of the attribute that holds the {@link Client}. */
    static final String CLIENT = "org.rostrum.identity.client";

    @Override
    public String toString() {
        return "HttpSession[user=" + stored.user().user().name() + "]";
    }
}
