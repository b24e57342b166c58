package org.rostrum.channels.connectors;

import java.util.Collection;
import org.rostrum.api.problem.Problem;

/** Plugins must tell no secret. Should one do so, it goes no further. */
public final class Masked {
    /** Shorter ones stand in many words, and are words. */
    private static final int SHORTEST = 6;

    private Masked() {}

    public static String text(String text, Collection<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                masked = masked.replace(secret, "…");
            }
        }
        return masked;
    }

    static Problem problem(Problem problem, Collection<String> secrets) {
        Problem masked = Problem.of(problem.kind(), text(problem.detail(), secrets));
        String field = problem.field();
        String remedy = problem.remedy();
        if (field != null) {
            masked = masked.withField(field);
        }
        return remedy == null ? masked : masked.withRemedy(text(remedy, secrets));
    }
}
