package org.rostrum.engagement.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxPerson;
import org.rostrum.api.engagement.InboxPresence;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.InboxTeam;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.Readers;

/** Those who see to conversations together, in the database, so that they meet on whichever node they are. */
@Component(service = InboxTeam.class)
public final class JdbcInboxTeam implements InboxTeam {
    private static final String PART = "inbox";
    private static final int MOST = 20;
    private static final int LOOKED_THROUGH = 300;
    private static final int PAGE = 100;

    private final InboxService inbox;
    private final Database database;
    private final UserService users;
    private final Readers readers;
    private final Access access;
    private final Clock clock;
    private final PresenceStore presences = new PresenceStore();

    /** @param inbox makes the tables, besides finding conversations */
    @Activate
    public JdbcInboxTeam(
            @Reference InboxService inbox,
            @Reference Database database,
            @Reference UserService users,
            @Reference AccessExplanations explanations,
            @Reference Access access,
            @Reference Clock clock) {
        this.inbox = inbox;
        this.database = database;
        this.users = users;
        this.readers = new Readers(access, explanations);
        this.access = access;
        this.clock = clock;
    }

    private InboxConversation existing(long id, Reach reach) {
        return inbox.find(id)
                .filter(conversation -> reach.covers(conversation.accountId()))
                .orElseThrow(() -> Problem.notFound("conversation in the inbox", id));
    }

    @Override
    public List<InboxPerson> people(long conversationId, String text) {
        Reach reach = access.requireSomewhere(JdbcInbox.READ);
        String account = existing(conversationId, reach).accountId();
        List<InboxPerson> people = new ArrayList<>();
        String cursor = null;
        int seen = 0;
        do {
            CursorPage<User> page = found(text, cursor);
            for (User user : page.items()) {
                if (people.size() < MOST && !user.disabled() && !user.service() && readers.may(user.name(), account)) {
                    people.add(new InboxPerson(user.name(), user.displayName()));
                }
            }
            seen += page.items().size();
            cursor = page.nextCursor();
        } while (cursor != null && people.size() < MOST && seen < LOOKED_THROUGH);
        return people;
    }

    private CursorPage<User> found(String text, @Nullable String cursor) {
        return access.asSystem(
                PART, () -> text.isBlank() ? users.list(cursor, PAGE) : users.search(text.strip(), cursor, PAGE));
    }

    @Override
    public List<InboxPresence> present(long conversationId, boolean writing) {
        Reach reach = access.requireSomewhere(JdbcInbox.READ);
        long id = existing(conversationId, reach).id();
        String user = access.caller().name();
        Instant now = clock.instant();
        return database.transaction(connection -> {
            presences.put(connection, id, user, writing, now, now.plusSeconds(PRESENCE_SECONDS));
            return presences.others(connection, id, user, now);
        });
    }

    @Override
    public void seen(long conversationId) {
        Reach reach = access.requireSomewhere(JdbcInbox.READ);
        long id = existing(conversationId, reach).id();
        database.transact(
                connection -> Mentions.seen(connection, id, access.caller().name()));
    }
}
