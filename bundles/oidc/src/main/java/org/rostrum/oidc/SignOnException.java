package org.rostrum.oidc;

import org.rostrum.api.identity.ExternalSignOnException;

/** A sign-in through a provider did not succeed; the message is for administrators, the outcome for who tried. */
final class SignOnException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What became of a sign-in, as the console and the figures know it. */
    enum Outcome {
        SUCCESS("success"),
        /** There is no such provider, or it is disabled. */
        NO_PROVIDER("no-provider"),
        /** The provider does not answer. */
        UNAVAILABLE("unavailable"),
        /** Too many are under way. */
        BUSY("busy"),
        /** Begun in another browser, used before, or too long ago. */
        EXPIRED("expired"),
        /** The person, or the provider, broke it off. */
        CANCELLED("cancelled"),
        /** What the provider said proves nothing. */
        REFUSED("refused"),
        UNKNOWN_USER("unknown-user"),
        NAME_TAKEN("name-taken"),
        NAME_UNUSABLE("name-unusable"),
        DISABLED("disabled"),
        DUTIES("duties");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Outcome of(ExternalSignOnException.Reason reason) {
            return switch (reason) {
                case UNKNOWN -> UNKNOWN_USER;
                case NAME_TAKEN -> NAME_TAKEN;
                case NAME_UNUSABLE -> NAME_UNUSABLE;
                case DISABLED -> DISABLED;
                case DUTIES -> DUTIES;
            };
        }
    }

    private final Outcome outcome;

    SignOnException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    SignOnException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
