package org.rostrum.plugins;

import org.rostrum.api.problem.Problem;

/** A file that can be no plugin. The message says to people why. */
final class UnfitFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnfitFileException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }

    Problem asProblem() {
        return Problem.invalid("content", reason(), remedy).withCause(this);
    }
}
