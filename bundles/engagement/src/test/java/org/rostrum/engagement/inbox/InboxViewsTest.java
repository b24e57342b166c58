package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.InboxOrder;
import org.rostrum.api.engagement.InboxView;
import org.rostrum.api.engagement.InboxViewDraft;
import org.rostrum.api.engagement.InboxViewFilter;
import org.rostrum.api.engagement.InboxViewService;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.CasesOfMerged;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.engagement.assignment.TestAssigners;
import org.rostrum.engagement.due.TargetsOfAccounts;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.engagement.view.JdbcInboxViews;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

/** Views that people keep. */
class InboxViewsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private final MemoryArchive archive = new MemoryArchive();
    private final MemoryChannels channels = new MemoryChannels();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock(NOON);
    private final Set<String> users = new HashSet<>(Set.of("jan", "ewa"));

    private JdbcInboxViews views(TestDatabase database, FixedAccess access) {
        channels.ensure("acme.bluesky", "acme", "bluesky", "Acme", Map.of());
        channels.ensure("beta.bluesky", "beta", "bluesky", "Beta", Map.of());
        UserService found = (UserService) Proxy.newProxyInstance(
                UserService.class.getClassLoader(),
                new Class<?>[] {UserService.class},
                (proxy, method, arguments) -> users.contains(arguments[0])
                        ? Optional.of(
                                new User((String) arguments[0], "", null, false, false, Set.of(), false, NOON, null, 1))
                        : Optional.empty());
        return new JdbcInboxViews(
                tables(database), database.database(), TestClocks.tree(), channels, found, access, audit, clock);
    }

    private RoutingTables tables(TestDatabase database) {
        return new RoutingTables(database.database(), clock);
    }

    private static InboxViewFilter filter(
            @Nullable String account, @Nullable String channel, @Nullable String assignee, @Nullable String label) {
        return new InboxViewFilter(account, channel, Status.OPEN, assignee, Priority.HIGH, label, null, null, null);
    }

    private static InboxViewFilter text(@Nullable String text, @Nullable String q) {
        return new InboxViewFilter(null, null, null, null, null, null, null, text, q);
    }

    private static InboxViewDraft draft(String name, @Nullable String sharedWith, InboxViewFilter filter) {
        return new InboxViewDraft(name, sharedWith, filter, InboxOrder.NEWEST);
    }

    private void say(TestDatabase database, String account, int count) {
        for (int i = 0; i < count; i++) {
            Activity activity = Activity.builder(
                            account + i, Direction.INBOUND, new Actor("u" + i, "anna", "Anna", null), NOON)
                    .content("It leaks")
                    .build();
            archive.append(new Intake(List.of(new Intake.Entry(account, account + ".bluesky", activity)), null));
        }
        InboxFollower follower = new InboxFollower(
                database.database(),
                archive,
                TestClocks.none(clock),
                TestAssigners.none(clock),
                clock,
                Duration.ofDays(30));
        while (follower.next() > 0) {
            assertThat(archive.totals().activities()).isPositive();
        }
    }

    private static void assertRefused(Problem.Kind kind, @Nullable String field, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aView_isKept_changedByItsVersion_andRemoved(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInboxViews views = views(database, FixedAccess.named("jan"));
            InboxViewFilter all = new InboxViewFilter(
                    "acme", "acme.bluesky", Status.PENDING, "me", Priority.URGENT, null, "me", "part", "two words");
            InboxView made = views.create(new InboxViewDraft(" Mine ", null, all, InboxOrder.DUE));
            assertThat(made.name()).isEqualTo("Mine");
            assertThat(made.filter()).isEqualTo(all);
            assertThat(made.order()).isEqualTo(InboxOrder.DUE);
            assertThat(made.gone()).isEmpty();
            assertThat(views.find(made.id())).contains(made);
            assertThat(all.of("jan").assignee()).isEqualTo("jan");
            assertRefused(Problem.Kind.CONFLICT, "name", () -> views.create(draft("mine", null, InboxViewFilter.ALL)));
            InboxView changed = views.update(made.id(), draft("Mine", null, InboxViewFilter.ALL), made.version());
            assertThat(changed.filter()).isEqualTo(InboxViewFilter.ALL);
            assertRefused(
                    Problem.Kind.PRECONDITION_FAILED,
                    "If-Match",
                    () -> views.update(made.id(), draft("Mine", null, InboxViewFilter.ALL), made.version()));
            JdbcInboxViews others = views(database, FixedAccess.named("ewa"));
            assertThat(others.list()).isEmpty();
            assertThat(others.find(made.id())).isEmpty();
            assertRefused(Problem.Kind.NOT_FOUND, null, () -> others.remove(made.id(), changed.version()));
            views.remove(made.id(), changed.version());
            assertThat(views.list()).isEmpty();
            assertThat(audit.actions()).containsExactly("inbox-view.create", "inbox-view.update", "inbox-view.remove");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void sharedViews_areSeenByTheAccountsPeople_andChangedByThoseWhoWorkThere(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInboxViews views = views(database, FixedAccess.named("jan"));
            InboxView shared = views.create(draft("Of acme", "acme", filter("acme.pl", "acme.bluesky", "me", null)));
            views.create(draft("Of beta", "beta", InboxViewFilter.ALL));
            // whoever sees the view would learn of what is elsewhere
            assertRefused(
                    Problem.Kind.INVALID,
                    "filter.account",
                    () -> views.create(draft("Wrong", "acme", filter("beta", null, null, null))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "filter.channel",
                    () -> views.create(draft("Wrong", "acme", filter(null, "beta.bluesky", null, null))));

            FixedAccess reader = FixedAccess.at(Set.of("acme", "acme.pl"), "inbox:read");
            JdbcInboxViews readers = views(database, reader);
            assertThat(readers.list()).extracting(InboxView::name).containsExactly("Of acme");
            assertRefused(Problem.Kind.FORBIDDEN, null, () -> readers.remove(shared.id(), shared.version()));
            assertRefused(
                    Problem.Kind.FORBIDDEN, null, () -> readers.create(draft("Mine", "acme", InboxViewFilter.ALL)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "sharedWith",
                    () -> readers.create(draft("Mine", "beta", InboxViewFilter.ALL)));
            assertThat(views(database, FixedAccess.at(Set.of("acme"), "inbox:read"))
                            .list())
                    .as("the account of the filter stays unknown")
                    .isEmpty();
            JdbcInboxViews workers =
                    views(database, FixedAccess.at(Set.of("acme", "acme.pl"), "inbox:read", "inbox:work"));
            InboxView changed =
                    workers.update(shared.id(), draft("Of us", "acme", InboxViewFilter.ALL), shared.version());
            assertThat(changed.owner()).isEqualTo("jan");
            workers.remove(shared.id(), changed.version());
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsGone_isTold_andMergedAccountsAreFollowed(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInboxViews views = views(database, FixedAccess.named("jan"));
            InboxView made = views.create(draft("All", "acme", filter("acme", "acme.bluesky", "ewa", "repairs")));
            assertThat(made.gone()).containsExactly("label");
            users.remove("ewa");
            channels.remove("acme.bluesky", 1);
            assertThat(views.list().get(0).gone()).containsExactly("channel", "assignee", "label");
            CasesOfMerged merge =
                    new CasesOfMerged(tables(database), new TargetsOfAccounts(new QueuedTimedWork(), clock));
            database.database().transact(connection -> merge.merge(connection, "acme", "beta"));
            InboxView merged = views.list().get(0);
            assertThat(merged.sharedWith()).isEqualTo("beta");
            assertThat(merged.filter().account()).isEqualTo("beta");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void counts_endAtAHundred_andKnowOnlyWhatOneMaySee(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            FixedAccess access = FixedAccess.at(Set.of("acme"), "inbox:read");
            JdbcInboxViews views = views(database, access);
            say(database, "acme", 130);
            say(database, "beta", 5);
            InboxView open = views.create(draft("Open", null, InboxViewFilter.ALL));
            InboxView high = views.create(draft("High", null, filter(null, null, "none", null)));
            InboxView due = views.create(new InboxViewDraft("Due", null, InboxViewFilter.ALL, InboxOrder.DUE));
            InboxView text = views.create(draft("Text", null, text("leak", null)));
            InboxView elsewhere = views(database, FixedAccess.named("tester"))
                    .create(draft(
                            "Elsewhere",
                            null,
                            new InboxViewFilter("beta", null, null, null, null, null, null, null, null)));
            assertThat(views.counts())
                    .containsEntry(open.id(), InboxViewService.MANY)
                    .containsEntry(high.id(), 0)
                    .containsEntry(due.id(), 0)
                    .containsEntry(elsewhere.id(), 0)
                    .doesNotContainKey(text.id());
            assertThat(views.find(elsewhere.id()).orElseThrow().gone()).containsExactly("account");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void whatIsWrong_isRefused_andFiftyAreTheMost(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcInboxViews views = views(database, FixedAccess.named("jan"));
            assertRefused(Problem.Kind.INVALID, "name", () -> views.create(draft(" ", null, InboxViewFilter.ALL)));
            assertRefused(
                    Problem.Kind.INVALID, "sharedWith", () -> views.create(draft("A", "gamma", InboxViewFilter.ALL)));
            assertRefused(
                    Problem.Kind.INVALID,
                    "filter.account",
                    () -> views.create(draft("A", null, filter("gamma", null, null, null))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "filter.channel",
                    () -> views.create(draft("A", null, filter(null, "none.such", null, null))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "filter.label",
                    () -> views.create(draft("A", null, filter(null, null, null, "x".repeat(61)))));
            assertRefused(Problem.Kind.INVALID, "filter.q", () -> views.create(draft("A", null, text(null, "?!"))));
            assertRefused(
                    Problem.Kind.INVALID,
                    "filter.text",
                    () -> views.create(draft("A", null, text("x".repeat(201), null))));
            Set<String> names = new TreeSet<>();
            for (int i = 0; i < InboxViewService.MOST; i++) {
                names.add(views.create(draft("View " + i, null, InboxViewFilter.ALL))
                        .name());
            }
            assertThat(views.list()).extracting(InboxView::name).containsExactlyElementsOf(names);
            assertRefused(Problem.Kind.CONFLICT, null, () -> views.create(draft("A", null, InboxViewFilter.ALL)));
        }
    }
}
