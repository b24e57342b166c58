package org.rostrum.web.problem;

import java.util.Map;

/** What every answer says, whoever gives it, so that browsers do no more with it than is meant. */
public final class AnswerHeaders {
    public static final Map<String, String> OF_ALL = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private AnswerHeaders() {}
}
