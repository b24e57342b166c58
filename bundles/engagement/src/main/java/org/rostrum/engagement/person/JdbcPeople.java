package org.rostrum.engagement.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.Person;
import org.rostrum.api.engagement.PersonConversation;
import org.rostrum.api.engagement.PersonDraft;
import org.rostrum.api.engagement.PersonService;
import org.rostrum.api.engagement.PersonSuggestion;
import org.rostrum.api.engagement.TimelineEntry;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.Readers;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.person.ContactStore.Seen;
import org.rostrum.engagement.person.Joining.Doing;
import org.rostrum.engagement.person.PersonStore.Joined;
import org.rostrum.engagement.person.PersonViews.View;

/** People in the database. */
@Component(service = PersonService.class)
public final class JdbcPeople implements PersonService {
    private static final String READ = Readers.READ;
    private static final String CHANGE = "contacts:change";
    private static final String CHANGES = "rostrum.engagement.people";

    private final Database database;
    private final Access access;
    private final AuditLog audit;
    private final Metrics metrics;
    private final Clock clock;
    private final ContactStore contacts = new ContactStore();
    private final PersonStore people = new PersonStore();
    private final PersonViews views;
    private final Joining joining = new Joining(contacts, people);
    private final Suggestions suggestions;
    private final Timeline timeline;

    /** @param tables makes the tables */
    @Activate
    public JdbcPeople(
            @Reference RoutingTables tables,
            @Reference Database database,
            @Reference Archive archive,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.metrics = metrics;
        metrics.describe(CHANGES, "Changes of who is the same person, by what was done");
        this.clock = clock;
        this.views = new PersonViews(contacts, people, tree);
        this.suggestions = new Suggestions(contacts, people, views);
        this.timeline = new Timeline(database, archive, access, views);
    }

    @Override
    public CursorPage<Person> list(@Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int size = Inputs.limit(limit);
        Long before = Inputs.numericCursor(cursor);
        return database.read(connection -> {
            List<Person> found = new ArrayList<>();
            for (Long id : contacts.people(connection, reach, before == null ? Long.MAX_VALUE : before, size + 1)) {
                views.find(connection, id, reach).map(View::person).ifPresent(found::add);
            }
            return CursorPage.of(found, size, Person::id);
        });
    }

    @Override
    public Optional<Person> find(long id) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> views.find(connection, id, reach)).map(View::person);
    }

    @Override
    public Optional<ContactIdentity> identity(long contactId) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> contacts.visible(connection, Set.of(contactId), reach)).stream()
                .map(views::identity)
                .findFirst();
    }

    @Override
    public List<ContactIdentity> identities(String text, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        return database.read(connection -> suggestions.named(connection, text, reach, most)).stream()
                .map(views::identity)
                .toList();
    }

    @Override
    public Person create(PersonDraft draft) {
        access.requireSomewhere(CHANGE);
        Reach reach = access.requireSomewhere(READ);
        String reason = PersonTexts.reason(draft.reason());
        String name = PersonTexts.displayName(draft.displayName());
        String note = PersonTexts.note(draft.note());
        Set<Long> ids = new LinkedHashSet<>(draft.contactIds());
        if (ids.isEmpty() || ids.size() > Joining.MOST) {
            throw Problem.invalid(
                    "contacts",
                    "A person is made of 1 to " + Joining.MOST + " contacts, not of " + ids.size() + ".",
                    "Name those who are the same person.");
        }
        if (ids.size() == 1 && name == null && note == null) {
            throw Problem.invalid(
                    "contacts",
                    "One contact of whom nothing is written is no person.",
                    "Name another one, or give a displayName or a note.");
        }
        return database.transaction(connection -> {
            Doing doing = doing(connection, reason);
            List<Seen> wanted = new ArrayList<>();
            for (Long id : ids) {
                wanted.addAll(group(connection, id, reach));
            }
            Long oldest = wanted.stream()
                    .map(Seen::personId)
                    .filter(Objects::nonNull)
                    .min(Long::compare)
                    .orElse(null);
            long person = oldest == null ? people.create(connection, doing.now()) : oldest;
            return joined(connection, person, Joining.missing(wanted, oldest), reach, doing, made -> {
                if (name != null || note != null) {
                    people.write(connection, person, made, name, note, doing.change());
                }
            });
        });
    }

    @Override
    public Person join(long id, long contactId, @Nullable String reason, long expectedVersion) {
        access.requireSomewhere(CHANGE);
        Reach reach = access.requireSomewhere(READ);
        String why = PersonTexts.reason(reason);
        return database.transaction(connection -> {
            Doing doing = doing(connection, why);
            Person before = expected(connection, id, reach, expectedVersion).person();
            List<Seen> moving = Joining.missing(group(connection, contactId, reach), before.id());
            return joined(connection, before.id(), moving, reach, doing, made -> {});
        });
    }

    /** What else is written of the person with these contacts. */
    @FunctionalInterface
    private interface Writing {
        void with(SortedSet<Long> contacts) throws SQLException;
    }

    private Person joined(
            Connection connection, long person, List<Seen> moving, Reach reach, Doing doing, Writing writing)
            throws SQLException {
        if (moving.isEmpty()) {
            throw Problem.of(Problem.Kind.CONFLICT, "They are the same person already.")
                    .withField("contacts");
        }
        List<Seen> there = contacts.ofPerson(connection, person, reach);
        requireChange(there);
        requireChange(moving);
        joining.join(connection, person, there, moving, doing);
        SortedSet<Long> all = PersonViews.ids(there);
        all.addAll(PersonViews.ids(moving));
        writing.with(all);
        Person after = views.find(connection, person, reach).orElseThrow().person();
        List<Seen> concerned = new ArrayList<>(there);
        concerned.addAll(moving);
        record(
                "person.join",
                person,
                concerned,
                null,
                PersonJson.joined(PersonViews.ids(moving), after, doing.reason()));
        return after;
    }

    @Override
    public Person describe(long id, @Nullable String displayName, @Nullable String note, long expectedVersion) {
        access.requireSomewhere(CHANGE);
        Reach reach = access.requireSomewhere(READ);
        String name = PersonTexts.displayName(displayName);
        String text = PersonTexts.note(note);
        return database.transaction(connection -> {
            Doing doing = doing(connection, null);
            View before = expected(connection, id, reach, expectedVersion);
            requireChange(before.seen());
            people.write(connection, before.person().id(), before.contactIds(), name, text, doing.change());
            Person after = views.find(connection, id, reach).orElseThrow().person();
            record(
                    "person.describe",
                    after.id(),
                    before.seen(),
                    PersonJson.words(before.person()),
                    PersonJson.words(after));
            return after;
        });
    }

    @Override
    public void split(long id, long contactId, long expectedVersion) {
        access.requireSomewhere(CHANGE);
        Reach reach = access.requireSomewhere(READ);
        database.transact(connection -> {
            Doing doing = doing(connection, null);
            View before = expected(connection, id, reach, expectedVersion);
            Seen out = before.seen().stream()
                    .filter(one -> one.id() == contactId)
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("contact of this person", contactId));
            requireChange(List.of(out));
            List<Seen> others = new ArrayList<>(before.seen());
            others.remove(out);
            joining.split(connection, before.person().id(), out, others, doing);
            record(
                    "person.split",
                    before.person().id(),
                    before.seen(),
                    PersonJson.contacts(before.contactIds()),
                    PersonJson.contacts(PersonViews.ids(others)));
        });
    }

    @Override
    public void undo(long id, long joinId, long expectedVersion) {
        access.requireSomewhere(CHANGE);
        Reach reach = access.requireSomewhere(READ);
        database.transact(connection -> {
            Doing doing = doing(connection, null);
            View before = expected(connection, id, reach, expectedVersion);
            Joined join = people.joins(connection, before.person().id()).stream()
                    .filter(one -> one.id() == joinId)
                    .filter(one -> before.contactIds().containsAll(one.contacts()))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("join of this person", joinId));
            List<Seen> moved = before.seen().stream()
                    .filter(one -> join.contacts().contains(one.id()))
                    .toList();
            requireChange(moved);
            Map<Long, @Nullable Long> back =
                    joining.undo(connection, before.person().id(), join, moved, doing);
            record(
                    "person.undo",
                    before.person().id(),
                    before.seen(),
                    PersonJson.contacts(before.contactIds()),
                    PersonJson.back(joinId, back));
        });
    }

    @Override
    public List<PersonSuggestion> suggestions(long contactId, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        return database.read(
                connection -> suggestions.of(connection, group(connection, contactId, reach), reach, most));
    }

    @Override
    public void dismiss(long contactId, long otherId) {
        access.requireSomewhere(CHANGE);
        Reach reach = access.requireSomewhere(READ);
        database.transact(connection -> {
            Doing doing = doing(connection, null);
            List<Seen> ones = group(connection, contactId, reach);
            List<Seen> others = group(connection, otherId, reach);
            if (PersonViews.ids(ones).contains(otherId)) {
                throw Problem.of(Problem.Kind.CONFLICT, "They are joined to one person.")
                        .withField("contactId")
                        .withRemedy("Take one of them out of the person.");
            }
            List<Seen> both = new ArrayList<>(ones);
            both.addAll(others);
            requireChange(both);
            for (Seen one : ones) {
                for (Seen other : others) {
                    people.putApart(
                            connection,
                            one.id(),
                            other.id(),
                            doing.now(),
                            doing.actor().name());
                }
            }
            audit.record(
                    "person.dismiss",
                    "contact/" + contactId,
                    common(both),
                    null,
                    PersonJson.apart(PersonViews.ids(ones), PersonViews.ids(others)));
            metrics.count(CHANGES, 1, "done", "dismiss");
        });
    }

    @Override
    public List<PersonConversation> conversations(long contactId, boolean unfinished, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int most = Inputs.limit(limit);
        return database.read(connection -> TimelineSources.conversations(
                connection, group(connection, contactId, reach), reach, unfinished, most));
    }

    @Override
    public CursorPage<TimelineEntry> timeline(long id, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int size = Inputs.limit(limit);
        return timeline.page(
                connection -> views.find(connection, id, reach)
                        .orElseThrow(() -> Problem.notFound("person", id))
                        .seen(),
                reach,
                cursor,
                size);
    }

    @Override
    public CursorPage<TimelineEntry> timelineOfContact(long contactId, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        int size = Inputs.limit(limit);
        return timeline.page(
                connection -> {
                    List<Seen> seen = contacts.visible(connection, Set.of(contactId), reach);
                    if (seen.isEmpty()) {
                        throw Problem.notFound("contact", contactId);
                    }
                    return seen;
                },
                reach,
                cursor,
                size);
    }

    /** Passes when the caller may change each of these at one of the accounts to which it has spoken. */
    private void requireChange(List<Seen> those) {
        Reach reach = access.requireSomewhere(CHANGE);
        for (Seen one : those) {
            if (one.accounts().stream().noneMatch(reach::covers)) {
                access.require(CHANGE, one.accounts().first());
            }
        }
    }

    private Doing doing(Connection connection, @Nullable String reason) throws SQLException {
        return new Doing(Requester.of(access.caller()), clock.instant(), PersonProgress.lock(connection), reason);
    }

    private List<Seen> group(Connection connection, long contact, Reach reach) throws SQLException {
        List<Seen> group = views.group(connection, contact, reach);
        if (group.isEmpty()) {
            throw Problem.notFound("contact", contact);
        }
        return group;
    }

    private View expected(Connection connection, long id, Reach reach, long version) throws SQLException {
        View view = views.find(connection, id, reach).orElseThrow(() -> Problem.notFound("person", id));
        if (view.person().version() != version) {
            throw EntityTags.stale(version, view.person().version());
        }
        return view;
    }

    private void record(
            String action, long person, List<Seen> concerned, @Nullable String before, @Nullable String after) {
        audit.record(action, "person/" + person, common(concerned), before, after);
        metrics.count(CHANGES, 1, "done", action.substring(action.indexOf('.') + 1));
    }

    /** An account to which all of them have spoken; without one, the entry is for those who may read all of the trail. */
    private static @Nullable String common(List<Seen> those) {
        Set<String> common = new TreeSet<>(those.get(0).accounts());
        those.forEach(one -> common.retainAll(new HashSet<>(one.accounts())));
        return common.stream().findFirst().orElse(null);
    }
}
