package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is given conversations.
 *
 * @param user name of the user
 * @param languages BCP 47 tags of the languages they take; empty for all
 * @param skills labels of conversations that they know about
 * @param mostOpen how many open conversations they may have, 1 to 10,000; null for any number
 */
public record AssignmentPerson(String user, List<String> languages, List<String> skills, @Nullable Integer mostOpen) {
    public AssignmentPerson {
        languages = List.copyOf(languages);
        skills = List.copyOf(skills);
    }
}
