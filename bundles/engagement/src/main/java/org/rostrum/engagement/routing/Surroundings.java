package org.rostrum.engagement.routing;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions.History;
import org.rostrum.engagement.CaseStore.EarlierCase;
import org.rostrum.engagement.due.BusinessTime;

/** What conditions ask for beyond the words of activities; looked up for many at once by {@link Lookout}. */
final class Surroundings {
    private final Map<Long, Conversation> conversations;
    private final Map<Long, Contact> contacts;
    private final Map<Long, List<EarlierCase>> cases;
    private final Function<String, BusinessTime> hours;
    private final Map<String, BusinessTime> known = new HashMap<>();

    /**
     * @param contacts by sequence
     * @param cases by contact
     * @param hours by account
     */
    Surroundings(
            Map<Long, Conversation> conversations,
            Map<Long, Contact> contacts,
            Map<Long, List<EarlierCase>> cases,
            Function<String, BusinessTime> hours) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.cases = cases;
        this.hours = hours;
    }

    @Nullable
    Conversation conversation(ArchivedActivity archived) {
        return conversations.get(archived.conversationId());
    }

    @Nullable
    Contact contact(ArchivedActivity archived) {
        return contacts.get(archived.sequence());
    }

    boolean isOpen(ArchivedActivity archived) {
        return known.computeIfAbsent(archived.accountId(), hours)
                .isOpen(archived.activity().published());
    }

    /** What is known of the person; nothing when nobody is known. */
    Set<History> history(ArchivedActivity archived) {
        Contact contact = contact(archived);
        Conversation conversation = conversation(archived);
        if (contact == null || conversation == null) {
            return Set.of();
        }
        Set<History> history = EnumSet.noneOf(History.class);
        Instant began = conversation.firstInbound();
        boolean isNew = began == null || !contact.firstSeen().isBefore(began);
        history.add(isNew ? History.NEW_CONTACT : History.KNOWN_CONTACT);
        for (EarlierCase earlier : cases.getOrDefault(contact.id(), List.of())) {
            if (earlier.conversationId() != conversation.id()
                    && earlier.happened().isBefore(archived.activity().published())) {
                history.add(earlier.kind() == RuleAction.LEAD ? History.HAD_LEAD : History.HAD_TICKET);
            }
        }
        return history;
    }
}
