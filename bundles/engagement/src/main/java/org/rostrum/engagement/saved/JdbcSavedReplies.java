package org.rostrum.engagement.saved;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxService;
import org.rostrum.api.engagement.OfferedReply;
import org.rostrum.api.engagement.SavedReply;
import org.rostrum.api.engagement.SavedReplyDraft;
import org.rostrum.api.engagement.SavedReplyService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.RoutingTables;

/** Saved replies in the database. */
@Component(service = SavedReplyService.class)
public final class JdbcSavedReplies implements SavedReplyService {
    private static final String READ = "saved-replies:read";
    private static final String CHANGE = "saved-replies:change";

    private final Database database;
    private final InboxService inbox;
    private final AccountTree tree;
    private final PlaceholderValues values;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final SavedReplyStore store = new SavedReplyStore();

    /** @param tables makes the tables */
    @Activate
    public JdbcSavedReplies(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference InboxService inbox,
            @Reference AccountTree tree,
            @Reference PlaceholderValues values,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Clock clock) {
        this.database = database;
        this.inbox = inbox;
        this.tree = tree;
        this.values = values;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public CursorPage<SavedReply> list(
            @Nullable String accountId, @Nullable String text, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        Reach at = accountId == null ? reach : Reach.of(reach.narrow(List.of(accountId)));
        int size = Inputs.limit(limit);
        SavedReplyStore.Place after = SavedReplyStore.Place.parse(cursor);
        List<SavedReply> found = database.read(connection -> store.page(connection, at, text, after, size + 1));
        return CursorPage.of(found, size, SavedReplyStore.Place::of);
    }

    @Override
    public Optional<SavedReply> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> store.find(connection, id)).filter(reply -> reach.covers(reply.accountId()));
    }

    @Override
    public SavedReply create(SavedReplyDraft wanted) {
        access.requireSomewhere(CHANGE);
        SavedReplyDraft draft = checked(wanted);
        return named(
                draft.name(),
                () -> database.transaction(connection -> {
                    SavedReply made = store.insert(connection, draft, clock.instant());
                    audit.record(
                            "saved-reply.create", subject(made.id()), made.accountId(), null, SavedReplyJson.of(made));
                    return made;
                }));
    }

    @Override
    public SavedReply update(long id, SavedReplyDraft wanted, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        SavedReplyDraft draft = checked(wanted);
        return named(
                draft.name(),
                () -> database.transaction(connection -> {
                    SavedReply before = existing(connection, id, reach);
                    SavedReply after = store.update(connection, id, draft, expectedVersion, clock.instant())
                            .orElseThrow(() -> EntityTags.stale(expectedVersion, before.version()));
                    audit.record(
                            "saved-reply.update",
                            subject(id),
                            after.accountId(),
                            SavedReplyJson.of(before),
                            SavedReplyJson.of(after));
                    return after;
                }));
    }

    @Override
    public void remove(long id, long expectedVersion) {
        Reach reach = access.requireSomewhere(CHANGE);
        database.transact(connection -> {
            SavedReply before = existing(connection, id, reach);
            if (!store.remove(connection, id, expectedVersion)) {
                throw EntityTags.stale(expectedVersion, before.version());
            }
            audit.record("saved-reply.remove", subject(id), before.accountId(), SavedReplyJson.of(before), null);
        });
    }

    @Override
    public List<OfferedReply> offered(
            long conversationId, @Nullable String text, @Nullable String language, int limit) {
        Reach reach = access.requireSomewhere(READ);
        List<String> wanted = new ArrayList<>();
        if (language != null) {
            wanted.add(ReplyLanguages.tag("language", language));
        }
        int most = Inputs.limit(limit);
        // whoever may not read the inbox is told what somebody else is told of a conversation that is not there
        InboxConversation conversation = access.asSystem("saved-replies", () -> inbox.find(conversationId))
                .filter(found -> reach.covers(found.accountId()))
                .filter(found -> access.permits("inbox:read", found.accountId()))
                .orElseThrow(() -> Problem.notFound("conversation in the inbox", conversationId));
        Optional.ofNullable(conversation.language()).ifPresent(wanted::add);
        wanted.addAll(values.languages(conversation.accountId()));
        Map<Placeholder, String> known = values.of(conversation);
        Reach offering = Reach.of(new HashSet<>(tree.lineage(conversation.accountId())));
        return database.read(connection -> store.page(connection, offering, text, null, most)).stream()
                .map(reply -> offered(reply, wanted, known))
                .toList();
    }

    private static OfferedReply offered(SavedReply reply, List<String> wanted, Map<Placeholder, String> known) {
        String language = ReplyLanguages.nearest(reply.texts().keySet(), wanted);
        String text = reply.texts().getOrDefault(language, "");
        return new OfferedReply(reply.id(), reply.name(), reply.category(), language, Placeholder.fill(text, known));
    }

    private SavedReplyDraft checked(SavedReplyDraft wanted) {
        String account = Inputs.required("accountId", wanted.accountId());
        access.require(CHANGE, account);
        if (tree.lineage(account).isEmpty() || tree.mergedInto(account).isPresent()) {
            throw Problem.invalid(
                    "accountId", "There is no account \"" + account + "\".", "Name an account that exists.");
        }
        return SavedReplyCheck.checked(wanted);
    }

    private SavedReply existing(Connection connection, long id, Reach reach) throws SQLException {
        return store.find(connection, id)
                .filter(reply -> reach.covers(reply.accountId()))
                .orElseThrow(() -> Problem.notFound("saved reply", id));
    }

    private static SavedReply named(String name, Supplier<SavedReply> work) {
        try {
            return work.get();
        } catch (DatabaseException failure) {
            throw failure.isDuplicateKey()
                    ? Problem.of(Problem.Kind.CONFLICT, "The account has a saved reply \"" + name + "\" already.")
                            .withField("name")
                            .withRemedy("Choose another name.")
                            .withCause(failure)
                    : failure;
        }
    }

    private static String subject(long id) {
        return "saved-reply/" + id;
    }
}
