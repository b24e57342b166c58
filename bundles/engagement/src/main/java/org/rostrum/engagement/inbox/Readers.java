package org.rostrum.engagement.inbox;

import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;

/** Tells who may read an account's inbox. */
final class Readers {
    private final Access access;
    private final AccessExplanations explanations;

    Readers(Access access, AccessExplanations explanations) {
        this.access = access;
        this.explanations = explanations;
    }

    /** False for a user who does not exist. */
    boolean may(String user, String accountId) {
        try {
            return access.asSystem("inbox", () -> explanations.explain(user, JdbcInbox.READ, accountId))
                    .allowed();
        } catch (Problem unknown) {
            if (unknown.kind() != Problem.Kind.NOT_FOUND) {
                throw unknown;
            }
            return false;
        }
    }
}
