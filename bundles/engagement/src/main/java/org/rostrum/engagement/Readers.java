package org.rostrum.engagement;

import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;

/** Tells who may read an account's inbox. */
public final class Readers {
    public static final String READ = "inbox:read";

    private final Access access;
    private final AccessExplanations explanations;

    public Readers(Access access, AccessExplanations explanations) {
        this.access = access;
        this.explanations = explanations;
    }

    /** False for a user who does not exist. */
    public boolean may(String user, String accountId) {
        try {
            return access.asSystem("inbox", () -> explanations.explain(user, READ, accountId))
                    .allowed();
        } catch (Problem unknown) {
            if (unknown.kind() != Problem.Kind.NOT_FOUND) {
                throw unknown;
            }
            return false;
        }
    }
}
