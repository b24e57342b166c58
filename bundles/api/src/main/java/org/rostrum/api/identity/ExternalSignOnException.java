package org.rostrum.api.identity;

import java.util.Objects;

/** Somebody for whom an identity provider has vouched is not let in. */
public final class ExternalSignOnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** Nobody here is this person, and none is to be made. */
        UNKNOWN,
        /** Somebody else has the name here. */
        NAME_TAKEN,
        /** What the provider calls the person cannot be a user name. */
        NAME_UNUSABLE,
        /** The user was disabled, or is a program's. */
        DISABLED,
        /** The groups would bring together what must not meet in one person. */
        DUTIES
    }

    private final Reason reason;

    public ExternalSignOnException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
