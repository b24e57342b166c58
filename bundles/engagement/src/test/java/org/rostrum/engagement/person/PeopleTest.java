package org.rostrum.engagement.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.Person;
import org.rostrum.api.engagement.PersonConversation;
import org.rostrum.api.engagement.PersonDraft;
import org.rostrum.api.engagement.PersonSuggestion;
import org.rostrum.api.engagement.TimelineEntry;
import org.rostrum.api.engagement.TimelineEntry.Kind;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

class PeopleTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final MemoryArchive archive = new MemoryArchive();
    private final ManualClock clock = new ManualClock(NOON);
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private int said;

    private JdbcPeople people(TestDatabase database, FixedAccess access) {
        return new JdbcPeople(
                new RoutingTables(database.database(), clock),
                database.database(),
                archive,
                new MemoryAccountTree().with("pl", null).with("de", null),
                access,
                audit,
                metrics,
                clock);
    }

    private static FixedAccess at(String... accounts) {
        return FixedAccess.at(Set.of(accounts), "inbox:read", "contacts:change", "cases:read");
    }

    private void follow(TestDatabase database) {
        // the tables are there before anybody follows
        new RoutingTables(database.database(), clock);
        PersonFollower follower = new PersonFollower(database.database(), archive);
        int taken = follower.next();
        while (taken > 0) {
            taken = follower.next();
        }
    }

    private static Actor actor(String id, @Nullable String handle, @Nullable String name, @Nullable String url) {
        return new Actor(id, handle, name, url == null ? null : URI.create(url));
    }

    /** Somebody says something to an account; a minute later each time. */
    private void say(String account, String network, Actor actor) {
        say(account, network, actor, "m" + said, null, Direction.INBOUND);
    }

    private void say(
            String account, String network, Actor actor, String id, @Nullable String answers, Direction direction) {
        Activity activity = Activity.builder(id, direction, actor, NOON.plus(Duration.ofMinutes(said++)))
                .content("Words of " + id)
                .inReplyTo(answers)
                .url(URI.create("https://social.example/" + id))
                .build();
        archive.append(
                new Intake(List.of(new Intake.Entry(account, account + "." + network, network, activity)), null));
    }

    private static final Actor ANNA_X = actor("77", "anna_k", "Anna Kowalska", "https://x.example/anna_k");
    private static final Actor ANNA_BLUE = actor("did:plc:a", "anna_k.bsky.social", "Kowalska, ANNA", null);
    private static final Actor ANNA_MAIL =
            actor("anna@example.org", "anna@example.org", null, "mailto:anna@example.org");
    private static final Actor BEN = actor("5", "ben", "Ben", null);

    /** Contacts 1 and 2 speak to pl, 3 and 4 to de, 2 and 4 to both. */
    private void arrive(TestDatabase database) {
        say("pl", "x", ANNA_X);
        say("pl", "bluesky", ANNA_BLUE);
        say("de", "mail", ANNA_MAIL);
        say("de", "x", BEN);
        say("de", "bluesky", ANNA_BLUE);
        say("pl", "x", BEN);
        follow(database);
    }

    private static PersonDraft draft(Long... contacts) {
        return new PersonDraft(List.of(contacts), null, null, null);
    }

    private static List<Long> contacts(Person person) {
        return person.identities().stream().map(ContactIdentity::contactId).toList();
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void contacts_areJoinedAndSplit_withATrail(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            arrive(database);
            Person made = people.create(new PersonDraft(List.of(1L, 2L), " Anna K. ", "Likes\r\ntea", "Said so"));
            assertThat(made.displayName()).isEqualTo("Anna K.");
            assertThat(made.note()).isEqualTo("Likes\ntea");
            assertThat(contacts(made)).containsExactly(1L, 2L);
            assertThat(made.identities().get(1).accountIds()).containsExactly("de", "pl");
            assertThat(made.joins().get(0).reason()).isEqualTo("Said so");
            assertThat(made.joins().get(0).actor().name()).isEqualTo("tester");
            assertThat(people.find(made.id())).contains(made);
            assertThat(people.identity(2)).map(ContactIdentity::personId).contains(made.id());

            Person wider = people.join(made.id(), 3, null, made.version());
            assertThat(contacts(wider)).containsExactly(1L, 2L, 3L);
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> people.join(made.id(), 4, null, made.version()));
            assertRefused(Problem.Kind.CONFLICT, "contacts", () -> people.join(made.id(), 3, null, wider.version()));
            people.split(made.id(), 3, wider.version());
            assertThat(people.find(made.id())).map(PeopleTest::contacts).contains(List.of(1L, 2L));
            assertThat(people.identity(3)).map(ContactIdentity::personId).isEmpty();
            assertThat(audit.actions()).containsExactly("person.join", "person.join", "person.split");
            assertThat(metrics.count("rostrum.engagement.people,done,join")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anUndoneJoin_bringsBackWhatWas(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            arrive(database);
            Person one = people.create(new PersonDraft(List.of(1L, 2L), "One", null, null));
            Person other = people.create(new PersonDraft(List.of(3L, 4L), "Other", "a note", null));
            Person both = people.join(one.id(), 3, "same", one.version());
            assertThat(contacts(both)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(people.find(other.id())).map(Person::id).contains(one.id());
            assertThat(people.list(null, 50).items()).extracting(Person::id).containsExactly(one.id());

            people.undo(both.id(), both.joins().get(0).id(), both.version());
            Person again = people.find(other.id()).orElseThrow();
            assertThat(again.id()).isEqualTo(other.id());
            assertThat(contacts(again)).containsExactly(3L, 4L);
            assertThat(again.displayName()).isEqualTo("Other");
            assertThat(again.note()).isEqualTo("a note");
            assertThat(again.joins()).hasSize(1);
            Person left = people.find(one.id()).orElseThrow();
            assertThat(contacts(left)).containsExactly(1L, 2L);
            assertRefused(
                    Problem.Kind.NOT_FOUND,
                    null,
                    () -> people.undo(one.id(), both.joins().get(0).id(), left.version()));

            people.undo(one.id(), left.joins().get(0).id(), left.version());
            assertThat(people.find(one.id())).isEmpty();
            assertThat(people.identity(1)).map(ContactIdentity::personId).isEmpty();
            assertThat(people.list(null, 50).items()).extracting(Person::id).containsExactly(other.id());
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void siblings_learnNothingOfEachOther(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople all = people(database, FixedAccess.everything());
            JdbcPeople pl = people(database, at("pl"));
            JdbcPeople de = people(database, at("de"));
            arrive(database);
            Person whole = all.create(new PersonDraft(List.of(1L, 3L), "Anna K.", "secret", "why"));
            Person here = pl.find(whole.id()).orElseThrow();
            assertThat(contacts(here)).containsExactly(1L);
            assertThat(here.displayName()).isEqualTo("Anna Kowalska");
            assertThat(here.note()).isNull();
            assertThat(here.joins()).isEmpty();
            assertThat(pl.identity(3)).isEmpty();
            assertThat(pl.identities("anna@example.org", 50)).isEmpty();
            assertThat(de.identity(1)).isEmpty();
            assertThat(pl.suggestions(1, 50))
                    .extracting(found -> found.identity().contactId())
                    .containsExactly(2L);
            assertThat(pl.suggestions(1, 50).get(0).identity().accountIds()).containsExactly("pl");
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> pl.create(draft(1L, 3L)));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> pl.dismiss(1, 3));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> pl.split(here.id(), 3, here.version()));
            assertRefused(
                    Problem.Kind.NOT_FOUND,
                    null,
                    () -> pl.undo(here.id(), whole.joins().get(0).id(), here.version()));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> pl.timelineOfContact(3, null, 50));
            assertThat(pl.timeline(here.id(), null, 50).items())
                    .allSatisfy(entry -> assertThat(entry.accountId()).isEqualTo("pl"));

            // what changes elsewhere does not show, not even as another version
            Person now = de.join(
                    whole.id(), 4, null, de.find(whole.id()).orElseThrow().version());
            assertThat(contacts(now)).containsExactly(3L, 4L);
            Person still = pl.find(whole.id()).orElseThrow();
            assertThat(contacts(still)).containsExactly(1L, 4L);
            assertThat(still.identities().get(1).accountIds()).containsExactly("pl");

            // what is written here is read here, and does not replace what was written by those who see more
            Person named = pl.describe(still.id(), "Anna of Warsaw", "ours", still.version());
            assertThat(named.note()).isEqualTo("ours");
            assertThat(de.find(whole.id())).map(Person::note).isEmpty();
            assertThat(all.find(whole.id()).orElseThrow().note()).isIn("secret", "ours");
            Person whole2 = all.find(whole.id()).orElseThrow();
            all.split(whole.id(), 3, whole2.version());
            assertThat(pl.find(whole.id())).contains(named);
            assertThat(audit.events().get(0).accountId()).isNull();
            assertThat(audit.events().get(1).accountId()).isEqualTo("de");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aJoinOfPeople_movesOnlyWhatIsSeen(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople all = people(database, FixedAccess.everything());
            arrive(database);
            say("pl", "mail", actor("carl@example.org", null, "Carl", null));
            follow(database);
            Person one = all.create(draft(1L, 3L));
            JdbcPeople pl = people(database, at("pl"));
            Person joined = pl.create(draft(1L, 5L));
            assertThat(joined.id()).isEqualTo(one.id());
            assertThat(contacts(joined)).containsExactly(1L, 5L);
            assertThat(all.find(one.id())).map(PeopleTest::contacts).contains(List.of(1L, 3L, 5L));
            JdbcPeople de = people(database, at("de"));
            assertThat(de.find(one.id())).map(PeopleTest::contacts).contains(List.of(3L));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aSingleContact_isAPerson_asLongAsSomethingIsWritten(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            arrive(database);
            Person noted = people.create(new PersonDraft(List.of(1L), null, "Likes tea", null));
            Person both = people.join(noted.id(), 2, null, noted.version());
            people.split(both.id(), 2, both.version());
            assertThat(people.find(noted.id())).map(Person::note).contains("Likes tea");
            Person again = people.find(noted.id()).orElseThrow();
            people.undo(again.id(), again.joins().get(0).id(), again.version());
            assertThat(people.find(noted.id())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void rights_areNeededForChanges(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            arrive(database);
            JdbcPeople reader = people(database, FixedAccess.only("inbox:read"));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.create(draft(1L, 2L)));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> reader.dismiss(1, 2));
            assertThat(reader.suggestions(1, 50)).isNotEmpty();
            JdbcPeople stranger = people(database, FixedAccess.only("archive:read"));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> stranger.find(1));
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> stranger.suggestions(1, 50));
            JdbcPeople nowhere = people(database, at("fr"));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> nowhere.create(draft(1L, 2L)));
            assertThat(nowhere.list(null, 50).items()).isEmpty();
            assertThat(audit.actions()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void badInput_isRefused_namingTheField(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            arrive(database);
            JdbcPeople people = people(database, FixedAccess.everything());
            assertRefused(Problem.Kind.INVALID, "contacts", () -> people.create(draft(1L, 1L)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "displayName",
                    () -> people.create(new PersonDraft(List.of(1L, 2L), "a\nb", null, null)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "note",
                    () -> people.create(new PersonDraft(List.of(1L, 2L), null, "x".repeat(4001), null)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "reason",
                    () -> people.create(new PersonDraft(List.of(1L, 2L), null, null, "x".repeat(501))));
            assertRefused(Problem.Kind.INVALID, "cursor", () -> people.list("first", 50));
            assertRefused(Problem.Kind.INVALID, "cursor", () -> people.timelineOfContact(1, "first", 50));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> people.timeline(9, null, 50));
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> people.suggestions(99, 50));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsInCommon_isSuggested_untilItIsDismissed(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            arrive(database);
            List<PersonSuggestion> found = people.suggestions(1, 50);
            assertThat(found).hasSize(1);
            PersonSuggestion blue = found.get(0);
            assertThat(blue.identity().contactId()).isEqualTo(2);
            assertThat(blue.score()).isEqualTo(70);
            assertThat(blue.reasons())
                    .extracting(PersonSuggestion.Reason::kind)
                    .containsExactly(PersonSuggestion.Kind.HANDLE, PersonSuggestion.Kind.NAME);
            assertThat(blue.reasons().get(1).content()).isEqualTo("anna kowalska");
            assertThat(people.suggestions(4, 50)).isEmpty();
            people.dismiss(1, 2);
            assertThat(people.suggestions(1, 50)).isEmpty();
            assertThat(people.suggestions(2, 50)).isEmpty();

            // two more of the name: each weighs less
            say("pl", "mail", actor("ak@example.com", null, "Anna Kowalska", null));
            follow(database);
            assertThat(people.suggestions(1, 50))
                    .extracting(PersonSuggestion::score)
                    .containsExactly(20);
            for (int i = 0; i < 5; i++) {
                say("pl", "web" + i, actor("w" + i, null, "Anna Kowalska", null));
            }
            follow(database);
            assertThat(people.suggestions(1, 50)).isEmpty();

            // joined by hand they are not apart any more, and taken out they are
            Person made = people.create(draft(1L, 2L));
            people.split(made.id(), 2, made.version());
            assertThat(people.suggestions(1, 50)).isEmpty();
            assertThat(audit.actions()).containsExactly("person.dismiss", "person.join", "person.split");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void mailAndWebAddresses_areCompared(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            say("pl", "mail", ANNA_MAIL);
            say("pl", "feed", actor("mailto:Anna@Example.org", null, null, null));
            say("pl", "blog", actor("c1", null, "Eve", "https://www.eve.example/"));
            say("pl", "shop", actor("u9", null, "E.", "http://eve.example"));
            follow(database);
            assertThat(people.suggestions(1, 50)).singleElement().satisfies(found -> assertThat(found.score())
                    .isEqualTo(90));
            assertThat(people.suggestions(3, 50)).singleElement().satisfies(found -> assertThat(
                            found.reasons().get(0).content())
                    .isEqualTo("eve.example"));
            assertThat(people.identities(" ANNA@example.org ", 50))
                    .extracting(ContactIdentity::contactId)
                    .containsExactly(1L, 2L);
        }
    }

    private void event(TestDatabase database, long conversation, Instant at, String kind, String detail) {
        database.database()
                .transact(connection -> Sql.insert(
                        connection,
                        "insert into engagement_event (conversation_id, happened, actor, kind, detail) values (?, ?, ?, ?, ?)",
                        conversation,
                        at,
                        "ewa",
                        kind,
                        detail));
    }

    /** Conversation 1 in the inbox of pl with what was done with it. */
    private void work(TestDatabase database) {
        database.database().transact(connection -> {
            Sql.update(
                    connection,
                    "insert into engagement_conversation (id, account_id, channel_id, contact, status, priority, excerpt,"
                            + " inbound_sequence, last_inbound, last_activity, version, changed)"
                            + " values (1, 'pl', 'pl.x', 'Anna', 'OPEN', 'NORMAL', '', 1, ?, ?, 1, 1)",
                    NOON,
                    NOON);
            Sql.insert(
                    connection,
                    "insert into engagement_case (kind, account_id, conversation_id, sequence, contact_handle, summary, owner,"
                            + " rule_id, rule_name, created, happened, delivery_id)"
                            + " values ('TICKET', 'pl', 1, 1, 'anna_k', 'It leaks', 'desk@example.org', 1, 'r', ?, ?, 0)",
                    NOON,
                    NOON);
        });
        event(database, 1, NOON.plusSeconds(600), "ASSIGNED", "jan");
        event(database, 1, NOON.plusSeconds(700), "NOTE", "Asked the workshop");
        event(database, 1, NOON.plusSeconds(800), "REPLY", "Which model?");
        event(database, 1, NOON.plusSeconds(801), "DELIVERED", "https://social.example/r1");
        event(database, 1, NOON.plusSeconds(900), "STATUS", "CLOSED");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void theTimeline_tellsEverything_newestFirst_pageByPage(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            arrive(database);
            work(database);
            Actor us = actor("us", "acme", "Acme", null);
            say("pl", "x", us, "r1", "m0", Direction.OUTBOUND);
            say("pl", "x", us, "r2", "m0", Direction.OUTBOUND);
            follow(database);
            Person anna = people.create(draft(1L, 3L));
            List<Kind> kinds = new ArrayList<>();
            List<Instant> times = new ArrayList<>();
            List<TimelineEntry> all = new ArrayList<>();
            CursorPage<TimelineEntry> page = people.timeline(anna.id(), null, 2);
            while (true) {
                all.addAll(page.items());
                if (page.nextCursor() == null) {
                    break;
                }
                page = people.timeline(anna.id(), page.nextCursor(), 2);
            }
            all.forEach(entry -> {
                kinds.add(entry.kind());
                times.add(entry.happened());
            });
            assertThat(kinds)
                    .containsExactly(
                            Kind.STATUS,
                            Kind.REPLY,
                            Kind.NOTE,
                            Kind.ASSIGNED,
                            Kind.ANSWER,
                            Kind.MESSAGE,
                            Kind.OPENED,
                            Kind.TICKET,
                            Kind.MESSAGE,
                            Kind.OPENED);
            assertThat(times).isSortedAccordingTo((one, other) -> other.compareTo(one));
            assertThat(all).isEqualTo(people.timeline(anna.id(), null, 500).items());
            assertThat(all.get(4).text()).isEqualTo("Words of r2");
            assertThat(all.get(4).url()).isEqualTo("https://social.example/r2");
            assertThat(all.get(7).actor()).isEqualTo("desk@example.org");
            assertThat(people.timelineOfContact(3, null, 50).items())
                    .extracting(TimelineEntry::kind)
                    .containsExactly(Kind.MESSAGE, Kind.OPENED);

            assertThat(people.conversations(3, false, 50))
                    .extracting(PersonConversation::id)
                    .containsExactly(1L);
            assertThat(people.conversations(2, true, 50)).isEmpty();
            assertThat(people(database, at("de")).conversations(3, true, 50)).isEmpty();

            JdbcPeople withoutCases = people(database, FixedAccess.at(Set.of("pl"), "inbox:read"));
            assertThat(withoutCases.timeline(anna.id(), null, 50).items())
                    .extracting(TimelineEntry::kind)
                    .contains(Kind.NOTE)
                    .doesNotContain(Kind.TICKET);
            assertThat(people(database, at("de")).timeline(anna.id(), null, 50).items())
                    .extracting(TimelineEntry::kind)
                    .containsExactly(Kind.MESSAGE, Kind.OPENED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void theFollower_takesUpWhereItStopped(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcPeople people = people(database, FixedAccess.everything());
            arrive(database);
            follow(database);
            say("pl", "x", actor("77", "anna_new", "Anna Nowak", "https://x.example/anna_new"));
            follow(database);
            ContactIdentity anna = people.identity(1).orElseThrow();
            assertThat(anna.handle()).isEqualTo("anna_new");
            assertThat(anna.firstSeen()).isEqualTo(NOON);
            assertThat(anna.lastSeen()).isEqualTo(NOON.plus(Duration.ofMinutes(6)));
            assertThat(people.identities("Nowak Anna", 50)).hasSize(1);
            assertThat(people.identities("anna_k", 50))
                    .extracting(ContactIdentity::contactId)
                    .containsExactly(2L);
            assertThat(audit.events()).extracting(AuditEvent::action).isEmpty();
        }
    }
}
