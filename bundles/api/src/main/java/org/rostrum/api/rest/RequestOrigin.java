package org.rostrum.api.rest;

/** Under which address the browser sees this server. */
public final class RequestOrigin {
    /**
     * Attribute of the servlet request: scheme, host and port as the client named them to this server or to a trusted proxy in
     * front of it, such as {@code https://social.example.com}; absent when it named none. Anybody can name anything: good
     * for leading the same client back, and for nothing else.
     */
    public static final String ATTRIBUTE = "org.rostrum.request-origin";

    private RequestOrigin() {}
}
