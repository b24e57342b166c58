package org.rostrum.testkit.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated network does instead of answering.
 *
 * @param kind what happens
 * @param status of the answer; for {@link Kind#STATUS} alone
 * @param headers of the answer; for {@link Kind#STATUS} alone
 */
public record Trouble(Kind kind, int status, Map<String, String> headers) {
    /** Ways in which a call can go wrong. */
    public enum Kind {
        STATUS,
        /** The connection is closed before the call does anything. */
        CUT_BEFORE,
        /** The call does its work, and the connection is closed without an answer. */
        CUT_AFTER,
        /** The call does its work, and half of the answer comes. */
        HALF_ANSWER,
        /** The call does nothing, and no answer comes, ever. */
        SILENCE
    }

    public Trouble {
        headers = Map.copyOf(headers);
    }

    public static Trouble status(int status) {
        return new Trouble(Kind.STATUS, status, Map.of());
    }

    public static Trouble status(int status, String header, @Nullable Object value) {
        return new Trouble(Kind.STATUS, status, Map.of(header, String.valueOf(value)));
    }

    public static Trouble of(Kind kind) {
        return new Trouble(kind, 0, Map.of());
    }
}
