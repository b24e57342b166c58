package org.rostrum.engagement.assignment;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.AssignmentPerson;
import org.rostrum.api.engagement.AssignmentPolicy;
import org.rostrum.api.engagement.InboxConversation;

/** How well people fit a conversation, by its language and the skills that it asks for. */
final class Fit {
    private final @Nullable String language;
    private final Set<String> skills;

    Fit(AssignmentPolicy policy, InboxConversation conversation) {
        this.language = conversation.language();
        this.skills = new HashSet<>();
        policy.people().forEach(person -> skills.addAll(person.skills()));
        skills.retainAll(conversation.labels());
    }

    /** Those who do not take its language come last, and before them those who know less of what it asks for. */
    int lacks(AssignmentPerson person) {
        boolean takes = person.languages().isEmpty() || language == null || speaks(person);
        return (takes ? 0 : skills.size() + 1) + skills.size() - known(person);
    }

    private int known(AssignmentPerson person) {
        return (int) person.skills().stream().filter(skills::contains).count();
    }

    private boolean speaks(AssignmentPerson person) {
        return language != null && person.languages().stream().anyMatch(tag -> alike(tag, language));
    }

    /** One that says less stands for all that say more: {@code de} for {@code de-AT}. */
    private static boolean alike(String one, String other) {
        String first = one.toLowerCase(Locale.ROOT) + "-";
        String second = other.toLowerCase(Locale.ROOT) + "-";
        return first.startsWith(second) || second.startsWith(first);
    }

    /** What counted for this person. */
    List<String> reasons(AssignmentPerson person) {
        return speaks(person)
                ? known(person) > 0 ? List.of("LANGUAGE", "SKILL") : List.of("LANGUAGE")
                : known(person) > 0 ? List.of("SKILL") : List.of();
    }
}
