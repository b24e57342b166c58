package org.rostrum.connector.x;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as X wants it.
 *
 * @param parts texts: one, or those of a thread, in which each answers the one before
 * @param inReplyTo id of what the first answers; null for nothing
 * @param quoted id of what the first quotes; null for nothing
 */
record Draft(List<String> parts, @Nullable String inReplyTo, @Nullable String quoted) {
    Draft {
        parts = List.copyOf(parts);
    }
}
