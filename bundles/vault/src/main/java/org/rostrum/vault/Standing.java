package org.rostrum.vault;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * How the key file and the database fit each other.
 *
 * @param ring keys of the file; none when it cannot be used
 * @param rows keys of the database
 * @param fault why nothing can be sealed, in words for administrators; null when all is well
 */
record Standing(KeyRing ring, List<KeyTable.Row> rows, @Nullable KeyFileException fault) {
    Standing {
        rows = List.copyOf(rows);
    }

    Set<String> ids(KeyTable.State state) {
        return KeyTable.ids(rows, state);
    }

    /** Keys with which values may still be sealed, though others are newer. */
    Set<String> pending() {
        Set<String> pending = new TreeSet<>(ids(KeyTable.State.OLD));
        // a lost key that was found again can be given up in order
        ids(KeyTable.State.LOST).stream().filter(ring::has).forEach(pending::add);
        return pending;
    }

    /** What others than administrators are told. */
    static Problem shut() {
        return Problem.of(
                        Problem.Kind.UNAVAILABLE,
                        "The keys of the secrets are not at hand, so that secrets can neither be kept nor used.")
                .withRemedy(
                        "The server's log and /health tell administrators why and what to do; most often the key file must"
                                + " be restored.");
    }

    /** What administrators of keys are told. */
    static Problem shut(KeyFileException fault) {
        return Problem.of(Problem.Kind.UNAVAILABLE, String.valueOf(fault.getMessage()))
                .withRemedy(fault.remedy());
    }
}
