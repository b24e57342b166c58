package org.rostrum.engagement.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleConditions.Hours;
import org.rostrum.engagement.Words;

/** A set of conditions prepared for many activities; those within it are left to {@link RuleMatcher}. */
final class ConditionMatcher {
    private final RuleConditions conditions;
    private final List<Words.Phrase> any;
    private final List<Words.Phrase> all;
    private final List<Words.Phrase> none;
    private final List<String> languages;
    private final Set<String> accounts;
    private final Set<String> channels;
    private final Set<String> networks;
    private final Set<String> contacts;

    ConditionMatcher(RuleConditions conditions) {
        this.conditions = conditions;
        this.any = phrases(conditions.anyWords());
        this.all = phrases(conditions.allWords());
        this.none = phrases(conditions.noWords());
        this.languages =
                conditions.languages().stream().map(ConditionMatcher::lower).toList();
        this.accounts = Set.copyOf(conditions.accountIds());
        this.channels = Set.copyOf(conditions.channelIds());
        this.networks = lower(conditions.networks());
        this.contacts = lower(conditions.contacts());
    }

    private static List<Words.Phrase> phrases(List<String> words) {
        return words.stream().map(Words.Phrase::new).toList();
    }

    private static Set<String> lower(List<String> texts) {
        return texts.stream().map(ConditionMatcher::lower).collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Name of the first condition that what is said does not meet; null when it meets them all. */
    @Nullable
    String unmet(ArchivedActivity archived, Words words) {
        Activity activity = archived.activity();
        if (conditions.direction() != null && conditions.direction() != activity.direction()) {
            return "direction";
        }
        if (!accounts.isEmpty() && !accounts.contains(archived.accountId())) {
            return "accountIds";
        }
        if (!channels.isEmpty() && !channels.contains(archived.channelId())) {
            return "channelIds";
        }
        if (!languages.isEmpty() && !speaksOneOf(activity.language())) {
            return "languages";
        }
        if (!any.isEmpty() && any.stream().noneMatch(words::contain)) {
            return "anyWords";
        }
        if (!all.stream().allMatch(words::contain)) {
            return "allWords";
        }
        return none.stream().anyMatch(words::contain) ? "noWords" : null;
    }

    /** Phrases of which one at least must occur; empty when none need. */
    List<Words.Phrase> oneOf() {
        return !any.isEmpty() ? any : all.stream().limit(1).toList();
    }

    private boolean speaksOneOf(@Nullable String tag) {
        if (tag == null) {
            return false;
        }
        String spoken = lower(tag);
        return languages.stream().anyMatch(wanted -> spoken.equals(wanted) || spoken.startsWith(wanted + "-"));
    }

    /** The same for what surrounds it. */
    @Nullable
    String unmet(ArchivedActivity archived, Surroundings around) {
        if (conditions.firstOfConversation() && !opens(archived, around.conversation(archived))) {
            return "firstOfConversation";
        }
        if (!networks.isEmpty() && !isOfNetwork(around.contact(archived))) {
            return "networks";
        }
        if (!contacts.isEmpty() && !isNamed(around.contact(archived))) {
            return "contacts";
        }
        if (conditions.hours() != null && (conditions.hours() == Hours.OPEN) != around.isOpen(archived)) {
            return "hours";
        }
        return around.history(archived).containsAll(conditions.history()) ? null : "history";
    }

    private static boolean opens(ArchivedActivity archived, @Nullable Conversation conversation) {
        return archived.activity().direction() == Direction.INBOUND
                && conversation != null
                && archived.activity().published().equals(conversation.firstInbound());
    }

    private boolean isOfNetwork(@Nullable Contact contact) {
        return contact != null && networks.contains(lower(contact.network()));
    }

    private boolean isNamed(@Nullable Contact contact) {
        if (contact == null) {
            return false;
        }
        String handle = contact.handle();
        return contacts.contains(lower(contact.networkId())) || (handle != null && contacts.contains(lower(handle)));
    }

    boolean asksForContacts() {
        return !networks.isEmpty()
                || !contacts.isEmpty()
                || !conditions.history().isEmpty();
    }

    boolean asksForCases() {
        return conditions.history().contains(RuleConditions.History.HAD_LEAD)
                || conditions.history().contains(RuleConditions.History.HAD_TICKET);
    }

    /** Which of its words and phrases occur. */
    List<String> found(Words words) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < any.size(); i++) {
            if (words.contain(any.get(i))) {
                found.add(conditions.anyWords().get(i));
            }
        }
        found.addAll(conditions.allWords());
        return found;
    }

    /** Names of the conditions that restrict. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        name(names, "anyWords", !any.isEmpty());
        name(names, "allWords", !all.isEmpty());
        name(names, "noWords", !none.isEmpty());
        name(names, "languages", !languages.isEmpty());
        name(names, "accountIds", !accounts.isEmpty());
        name(names, "channelIds", !channels.isEmpty());
        name(names, "networks", !networks.isEmpty());
        name(names, "contacts", !contacts.isEmpty());
        name(names, "direction", conditions.direction() != null);
        name(names, "firstOfConversation", conditions.firstOfConversation());
        name(names, "hours", conditions.hours() != null);
        name(names, "history", !conditions.history().isEmpty());
        return names;
    }

    private static void name(List<String> names, String name, boolean restricts) {
        if (restricts) {
            names.add(name);
        }
    }
}
