package org.rostrum.engagement.assignment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.engagement.AssignmentPerson;
import org.rostrum.api.engagement.AssignmentPolicyDraft;
import org.rostrum.api.engagement.AssignmentStrategy;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.saved.ReplyLanguages;

/** What an assignment policy must look like before it is kept. */
final class PolicyCheck {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LABEL = 60;
    private static final int MOST_PEOPLE = 100;
    private static final int MOST_WORDS = 20;
    private static final int MOST_OPEN = 10_000;

    private final ChannelService channels;
    private final Readers readers;

    PolicyCheck(ChannelService channels, Readers readers) {
        this.channels = channels;
        this.readers = readers;
    }

    AssignmentPolicyDraft checked(AssignmentPolicyDraft draft) {
        return new AssignmentPolicyDraft(
                draft.accountId(),
                Inputs.name("name", draft.name(), LONGEST_NAME),
                channel(draft.channelId()),
                draft.strategy(),
                people(draft),
                draft.skipsAbsent(),
                draft.replacesAbsent());
    }

    private @Nullable String channel(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        return channels.find(id)
                .map(Channel::id)
                .orElseThrow(() -> Problem.invalid(
                        "channelId", "There is no channel \"" + id + "\".", "Name one that exists, or none."));
    }

    private List<AssignmentPerson> people(AssignmentPolicyDraft draft) {
        boolean nobody = draft.strategy() == AssignmentStrategy.NONE;
        if (nobody && !draft.people().isEmpty()) {
            throw Problem.invalid(
                    "people",
                    "With NONE nobody is given conversations.",
                    "Leave them out, or choose another strategy.");
        }
        if (!nobody && (draft.people().isEmpty() || draft.people().size() > MOST_PEOPLE)) {
            throw Problem.invalid(
                    "people",
                    "A policy gives conversations to 1 to " + MOST_PEOPLE + " people, not to "
                            + draft.people().size() + ".",
                    "Name at least one, or choose the strategy NONE.");
        }
        Set<String> names = new HashSet<>();
        List<AssignmentPerson> people = new ArrayList<>();
        for (AssignmentPerson person : draft.people()) {
            String field = "people[" + people.size() + "]";
            AssignmentPerson checked = person(field, person, draft.accountId());
            if (!names.add(checked.user())) {
                throw Problem.invalid(
                        field + ".user", "\"" + checked.user() + "\" is there twice.", "Name each person once.");
            }
            people.add(checked);
        }
        return people;
    }

    private AssignmentPerson person(String field, AssignmentPerson person, String account) {
        String user = Inputs.required(field + ".user", person.user());
        Integer most = person.mostOpen();
        if (most != null && (most < 1 || most > MOST_OPEN)) {
            throw Problem.invalid(
                    field + ".mostOpen",
                    "Nobody can have at most " + most + " conversations.",
                    "Send 1 to " + MOST_OPEN + ", or nothing for any number.");
        }
        Set<String> languages = new LinkedHashSet<>();
        for (String tag : few(field + ".languages", person.languages())) {
            languages.add(ReplyLanguages.tag(field + ".languages", tag));
        }
        Set<String> skills = new LinkedHashSet<>();
        for (String label : few(field + ".skills", person.skills())) {
            skills.add(Inputs.name(field + ".skills", label, LONGEST_LABEL));
        }
        if (!readers.may(user, account)) {
            throw Problem.invalid(
                    field + ".user",
                    "\"" + user + "\" is nobody who may read the conversations of \"" + account + "\".",
                    "Name a user who holds " + Readers.READ + " there.");
        }
        return new AssignmentPerson(user, List.copyOf(languages), List.copyOf(skills), most);
    }

    private static List<String> few(String field, List<String> words) {
        if (words.size() > MOST_WORDS) {
            throw Problem.invalid(field, "More than " + MOST_WORDS + ".", "Leave some out.");
        }
        return words;
    }
}
