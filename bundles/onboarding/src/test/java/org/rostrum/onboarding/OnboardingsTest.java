package org.rostrum.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModelService;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupMember;
import org.rostrum.api.identity.GroupService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.Role;
import org.rostrum.api.identity.RoleCatalog;
import org.rostrum.api.onboarding.NewOnboarding;
import org.rostrum.api.onboarding.Onboarding;
import org.rostrum.api.onboarding.Onboarding.State;
import org.rostrum.api.onboarding.OnboardingItem.Kind;
import org.rostrum.api.onboarding.OnboardingTemplate;
import org.rostrum.api.onboarding.OnboardingTemplateDraft;
import org.rostrum.api.onboarding.OnboardingTemplateDraft.Item;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.api.security.Access;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccountTree;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryChannels;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class OnboardingsTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final OnboardingTemplateDraft RESTAURANT = new OnboardingTemplateDraft(
            "New restaurant",
            "What each of ours needs",
            List.of(
                    item(Kind.ROLE, null, "agent", 2),
                    item(Kind.CHANNEL, "Reviews", "feed", null),
                    item(Kind.ATTRIBUTE, null, "zone", null),
                    item(Kind.TASK, "Ask legal for the imprint", null, null)));

    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final MemoryAccounts accounts = MemoryAccounts.with("acme", "Acme");
    private final MemoryAccountTree tree = new MemoryAccountTree()
            .with("acme", null)
            .with("north", "acme")
            .with("shop", "north")
            .with("south", "acme");
    private final FakeGrants grants = new FakeGrants();
    private final MemoryChannels channels = new MemoryChannels();
    private final FakeAttributes attributes = new FakeAttributes();
    private final List<ReportSchedule> schedules = new ArrayList<>();
    private final List<RoutingRule> rules = new ArrayList<>();
    private final List<EngagementModelService.InForce> models = new ArrayList<>();
    private final List<String> members = new ArrayList<>();

    OnboardingsTest() {
        accounts.create(new NewAccount("north", "acme", "North", null));
        accounts.create(new NewAccount("south", "acme", "South", null));
    }

    private static Item item(Kind kind, @Nullable String title, @Nullable String subject, @Nullable Integer atLeast) {
        return new Item(null, kind, title, subject, atLeast, null, null);
    }

    private Onboardings onboardings(TestDatabase database, Access access) {
        OnboardingStore store = new OnboardingStore(database.database());
        return new Onboardings(
                store,
                new Templates(
                        store,
                        tree,
                        Answers.of(
                                RoleCatalog.class,
                                Map.of(
                                        "role",
                                        name -> "agent".equals(name[0])
                                                ? Optional.of(new Role("agent", "Answers", List.of("a:b"), true, 1))
                                                : Optional.empty())),
                        audit,
                        access),
                new Checklist(grants, channels, attributes, groups(), policies(), access, clock),
                accounts,
                grants,
                access,
                audit,
                clock);
    }

    private GroupService groups() {
        return Answers.of(
                GroupService.class,
                Map.of(
                        "list",
                        page -> new CursorPage<>(
                                List.of(new Group(7, "Night shift", null, null, 1, START, START, 1)), null),
                        "members",
                        page -> new CursorPage<>(
                                members.stream()
                                        .map(one -> new GroupMember(one, one, List.of("local")))
                                        .toList(),
                                null)));
    }

    private Policies policies() {
        return new Policies(
                Answers.of(ReportService.class, Map.of("schedules", page -> new CursorPage<>(schedules, null))),
                Answers.of(RoutingService.class, Map.of("rules", none -> rules)),
                Answers.of(EngagementModelService.class, Map.of("inForce", account -> models)));
    }

    private static ReportSchedule schedule(String report, @Nullable String account, boolean enabled) {
        return new ReportSchedule(
                1,
                new ScheduleDraft(
                        "Monday",
                        report,
                        account,
                        new Recurrence(
                                Recurrence.Frequency.DAILY, LocalTime.of(7, 0), ZoneOffset.UTC, Set.of(), null, null),
                        PeriodKind.DAY,
                        null,
                        null,
                        Locale.ENGLISH,
                        Set.of(ReportFormat.PDF),
                        List.of("a@example.org"),
                        "a@example.org",
                        enabled),
                List.of(),
                null,
                START,
                1);
    }

    private static RoutingRule rule(String account, boolean enabled) {
        return new RoutingRule(
                1,
                1,
                "Complaints",
                enabled,
                new RuleConditions(List.of(), List.of(), List.of(), List.of(), List.of(account), null, false),
                RuleAction.TICKET,
                "desk",
                null,
                false,
                START,
                1);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void policies_countWhenTheyAreForTheAccount_andInForce(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            OnboardingTemplate template = service.createTemplate(
                    "acme",
                    new OnboardingTemplateDraft(
                            "Policies",
                            null,
                            List.of(
                                    item(Kind.SCHEDULE, null, "engagement", null),
                                    item(Kind.ROUTING_RULE, "Complaints go to the desk", null, null),
                                    item(Kind.ENGAGEMENT_MODEL, null, "hub-and-spoke", null))));
            long id = service.start(shop(template.id())).id();
            schedules.addAll(List.of(schedule("engagement", "north", true), schedule("volume", "shop", true)));
            rules.add(rule("north", true));
            models.add(new EngagementModelService.InForce(
                    "acme", new EngagementModelSetting(EngagementModel.CENTRALISED, Set.of()), "acme"));
            assertThat(states(service.find(id).orElseThrow())).containsOnly(State.MISSING);
            schedules.add(schedule("engagement", "shop", false));
            rules.add(rule("shop", false));
            assertThat(states(service.find(id).orElseThrow()))
                    .containsExactly(State.TO_CHECK, State.TO_CHECK, State.MISSING);
            schedules.add(schedule("engagement", "shop", true));
            rules.add(rule("shop", true));
            models.add(new EngagementModelService.InForce(
                    null, new EngagementModelSetting(EngagementModel.HUB_AND_SPOKE, Set.of()), null));
            assertThat(states(service.find(id).orElseThrow())).containsOnly(State.DONE);
            Onboardings blind =
                    onboardings(database, FixedAccess.only("accounts:read", "accounts:write", "report-schedules:read"));
            assertThat(states(blind.find(id).orElseThrow())).containsExactly(State.DONE, State.TO_CHECK, State.DONE);
        }
    }

    @Test
    void membersOfGroups_areCountedOnce_byThoseWhoMaySeeThem() {
        try (TestDatabase database = TestDatabase.derby()) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            OnboardingTemplate template = service.createTemplate(
                    null, new OnboardingTemplateDraft("People", null, List.of(item(Kind.ROLE, null, "agent", 2))));
            long id = service.start(shop(template.id(), new NewOnboarding.Person("jane", "agent")))
                    .id();
            grants.give(new NewGrant(null, "Night shift", "agent", "shop", null, null, null));
            members.add("jane");
            assertThat(service.find(id).orElseThrow().lines().get(0).detail())
                    .isEqualTo("1 of 2 people hold the role for this account.");
            members.add("john");
            assertThat(states(service.find(id).orElseThrow())).containsExactly(State.DONE);
            Onboardings blind =
                    onboardings(database, FixedAccess.only("accounts:read", "accounts:write", "grants:read"));
            assertThat(blind.find(id).orElseThrow().lines().get(0).detail()).contains("you may not look into");
        }
    }

    private static NewOnboarding shop(long template, NewOnboarding.Person... people) {
        return new NewOnboarding(
                template,
                null,
                new NewAccount("shop", "north", "Shop", null),
                List.of(people),
                LocalDate.of(2026, 11, 30));
    }

    private static List<State> states(Onboarding onboarding) {
        return onboarding.lines().stream().map(Onboarding.Line::state).toList();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void checklist_shrinks_withWhatIsReallyDone(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            OnboardingTemplate template = service.createTemplate("acme", RESTAURANT);
            Onboarding begun = service.start(shop(template.id(), new NewOnboarding.Person("jane", "agent")));
            assertThat(begun.accountName()).isEqualTo("Shop");
            assertThat(begun.done()).isZero();
            assertThat(begun.total()).isEqualTo(4);
            assertThat(states(begun)).containsOnly(State.MISSING);
            assertThat(begun.lines().get(0).detail()).isEqualTo("1 of 2 people hold the role for this account.");

            grants.give(new NewGrant("john", null, "agent", "shop", null, null, null));
            Channel channel = channels.create("shop-feed", "shop", "feed", "Reviews", Map.of());
            attributes.withZone.add("shop");
            assertThat(states(service.find(begun.id()).orElseThrow()))
                    .containsExactly(State.DONE, State.DONE, State.DONE, State.MISSING);
            channels.setState("shop-feed", Channel.State.PAUSED, channel.version());
            assertThat(states(service.find(begun.id()).orElseThrow()))
                    .containsExactly(State.DONE, State.TO_CHECK, State.DONE, State.MISSING);

            assertThat(service.list(null, true, null, 50).items()).isEmpty();
            service.waive(begun.id(), "channel-feed", "Has no reviews yet");
            Onboarding all = service.tick(begun.id(), "ask-legal-for-the-imprint", true);
            assertThat(states(all)).containsExactly(State.DONE, State.WAIVED, State.DONE, State.DONE);
            assertThat(all.lines().get(3).by()).isEqualTo("tester");
            assertThat(all.lines().get(3).since()).isEqualTo(clock.instant());
            assertThat(all.complete()).isTrue();
            assertThat(service.list(null, true, null, 50).items()).containsExactly(all);
            assertThat(service.list(null, false, null, 50).items()).isEmpty();
            assertThat(service.waive(begun.id(), "channel-feed", null).complete())
                    .isFalse();
            service.remove(begun.id(), 4);
            assertThat(service.find(begun.id())).isEmpty();
            assertThat(audit.actions())
                    .containsExactly(
                            "onboarding-template.create",
                            "onboarding.start",
                            "onboarding.waive",
                            "onboarding.tick",
                            "onboarding.demand",
                            "onboarding.end");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void start_isAllOrNothing_andOncePerAccount(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            long template = service.createTemplate(null, RESTAURANT).id();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> service.start(shop(template, new NewOnboarding.Person("stranger", "agent"))))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("user"));
            assertThat(service.list(null, null, null, 50).items()).isEmpty();
            NewOnboarding north = new NewOnboarding(template, "north", null, List.of(), null);
            service.start(north);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> service.start(north))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void newerTemplate_isTold_andTakenOver_withWhatWasTicked(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            OnboardingTemplate template = service.createTemplate("acme", RESTAURANT);
            long id = service.start(shop(template.id())).id();
            service.tick(id, "ask-legal-for-the-imprint", true);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> service.takeOver(id))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
            OnboardingTemplateDraft shorter = new OnboardingTemplateDraft(
                    "New restaurant",
                    null,
                    List.of(
                            item(Kind.TASK, "Ask legal for the imprint", null, null),
                            item(Kind.ATTRIBUTE, null, "logo", null)));
            service.changeTemplate(template.id(), shorter, 1);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> service.changeTemplate(template.id(), shorter, 1))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.PRECONDITION_FAILED));
            Onboarding old = service.find(id).orElseThrow();
            assertThat(old.newerTemplate()).isTrue();
            assertThat(old.total()).isEqualTo(4);
            Onboarding now = service.takeOver(id);
            assertThat(now.newerTemplate()).isFalse();
            assertThat(states(now)).containsExactly(State.DONE, State.MISSING);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void overdue_isWhatIsNotDone_whenTheDayIsOver_whereTheAccountIs(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            long id = service.start(
                            shop(service.createTemplate(null, RESTAURANT).id()))
                    .id();
            clock.set(Instant.parse("2026-11-30T12:00:00Z"));
            assertThat(service.find(id).orElseThrow().overdue()).isFalse();
            clock.set(Instant.parse("2026-12-02T00:00:00Z"));
            assertThat(service.find(id).orElseThrow().overdue()).isTrue();
        }
    }

    @Test
    void siblings_areUnknown_andTemplatesFromAbove_comeWithoutTheirOwner() {
        try (TestDatabase database = TestDatabase.derby()) {
            Onboardings head = onboardings(database, FixedAccess.everything());
            OnboardingTemplate above = head.createTemplate("acme", RESTAURANT);
            OnboardingTemplate beside = head.createTemplate("south", RESTAURANT);
            long id = head.start(new NewOnboarding(above.id(), "south", null, List.of(), null))
                    .id();
            Onboardings north =
                    onboardings(database, FixedAccess.at(Set.of("north", "shop"), "accounts:read", "accounts:write"));
            assertThat(north.templates()).singleElement().satisfies(seen -> {
                assertThat(seen.id()).isEqualTo(above.id());
                assertThat(seen.accountId()).isNull();
            });
            assertThat(north.template(beside.id())).isEmpty();
            assertThat(north.find(id)).isEmpty();
            assertThat(north.list(null, null, null, 50).items()).isEmpty();
            assertRefused(Problem.Kind.FORBIDDEN, () -> north.changeTemplate(above.id(), RESTAURANT, 1));
            assertRefused(Problem.Kind.NOT_FOUND, () -> north.changeTemplate(beside.id(), RESTAURANT, 1));
            assertRefused(Problem.Kind.NOT_FOUND, () -> north.tick(id, "ask-legal-for-the-imprint", true));
            assertRefused(
                    Problem.Kind.INVALID,
                    () -> north.start(new NewOnboarding(beside.id(), "north", null, List.of(), null)));
            assertRefused(
                    Problem.Kind.FORBIDDEN,
                    () -> north.start(new NewOnboarding(above.id(), "south", null, List.of(), null)));
            Onboarding own = north.start(new NewOnboarding(above.id(), "north", null, List.of(), null));
            // neither grants nor channels may be seen
            assertThat(states(own)).containsExactly(State.TO_CHECK, State.TO_CHECK, State.MISSING, State.MISSING);
        }
    }

    private static void assertRefused(Problem.Kind kind, Runnable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call::run).satisfies(problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }

    @Test
    void badInput_namesTheFieldAndTheRemedy() {
        try (TestDatabase database = TestDatabase.derby()) {
            Onboardings service = onboardings(database, FixedAccess.everything());
            assertField(service, "items", List.of());
            assertField(service, "items[0].kind", List.of(new Item(null, null, "x", null, null, null, null)));
            assertField(service, "items[0].subject", List.of(item(Kind.ROLE, "x", null, null)));
            assertField(service, "items[0].subject", List.of(item(Kind.ATTRIBUTE, "x", "colour", null)));
            assertField(service, "items[0].subject", List.of(item(Kind.TASK, "x", "agent", null)));
            assertField(service, "items[0].subject", List.of(item(Kind.ROUTING_RULE, "x", "agent", null)));
            assertField(service, "items[0].subject", List.of(item(Kind.ENGAGEMENT_MODEL, "x", "hub", null)));
            assertField(service, "items[0].subject", List.of(item(Kind.ROLE, "x", "agnet", null)));
            assertField(service, "items[0].atLeast", List.of(item(Kind.ROLE, "x", "agent", 0)));
            assertField(service, "items[0].atLeast", List.of(item(Kind.CHANNEL, "x", "feed", 2)));
            assertField(
                    service,
                    "items[0].link",
                    List.of(new Item(null, Kind.TASK, "x", null, null, null, "javascript:alert(1)")));
            assertField(
                    service,
                    "items[1].key",
                    List.of(item(Kind.TASK, "Twice", null, null), item(Kind.TASK, "twice", null, null)));
            assertField(service, "items", java.util.Collections.nCopies(41, item(Kind.TASK, "x", null, null)));
            long id = service.start(
                            shop(service.createTemplate(null, RESTAURANT).id()))
                    .id();
            assertRefused(Problem.Kind.INVALID, () -> service.tick(id, "role-agent", true));
            assertRefused(Problem.Kind.INVALID, () -> service.tick(id, "nothing", true));
            assertRefused(Problem.Kind.PRECONDITION_FAILED, () -> service.remove(id, 7));
        }
    }

    private static void assertField(Onboardings service, String field, List<@Nullable Item> items) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> service.createTemplate(null, new OnboardingTemplateDraft("Name", null, items)))
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.remedy()).isNotBlank();
                });
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void everyColumnThatNamesAnAccount_isAnsweredFor(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            OnboardingsOfMerged participant = new OnboardingsOfMerged(new OnboardingStore(database.database()));
            assertThat(database.database().read(AccountColumns::ofDatabase)).isEqualTo(participant.columns());
        }
    }
}
