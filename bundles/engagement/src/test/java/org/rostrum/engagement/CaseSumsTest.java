package org.rostrum.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.engagement.due.BusinessTime;
import org.rostrum.engagement.routing.Router;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

/** Counts by the sums against a count of the cases one by one. */
class CaseSumsTest {
    private static final Instant START = Instant.parse("2024-11-03T07:13:11Z");
    private static final int DAYS = 500;
    private static final List<String> TEXTS =
            List.of("Where can I buy the blue one?", "It is broken, please help", "Nice weather");
    private static final List<Instant> FAR = List.of(
            Instant.parse("1900-01-01T00:00:00Z"),
            Instant.parse("1900-03-01T00:00:00Z"),
            Instant.parse("1968-02-29T23:59:59.999999Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("2000-02-29T12:00:00Z"),
            Instant.parse("2100-03-01T00:00:00Z"),
            Instant.parse("9999-12-30T23:59:59.999999Z"));
    private static final Set<String> SOME = Set.of("account-0", "account-2", "nobody");
    private static final Set<String> MANY =
            IntStream.range(0, 40).mapToObj(i -> "account-" + i).collect(Collectors.toUnmodifiableSet());

    private final MemoryArchive archive = new MemoryArchive();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));

    private record Case(String accountId, RuleAction kind, Instant happened) {}

    private record Period(Instant from, Instant to) {}

    private void say(int id, String account, String text, Instant at) {
        Activity activity = Activity.builder(
                        Integer.toString(id), Direction.INBOUND, new Actor("u" + id, "anna", null, null), at)
                .content(text)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry(account, account + ".file", activity)), null));
    }

    private void sayMuch(Random random, int count) {
        for (int i = 0; i < count; i++) {
            Instant at = START.plusSeconds(random.nextInt(DAYS * 86_400)).plusNanos(random.nextInt(1000) * 1000L);
            say(
                    i,
                    "account-" + random.nextInt(3),
                    TEXTS.get(random.nextInt(3)),
                    switch (random.nextInt(10)) {
                        case 0 -> at.truncatedTo(ChronoUnit.DAYS);
                        case 1 -> at.truncatedTo(ChronoUnit.DAYS).minusNanos(1000);
                        case 2 -> FAR.get(random.nextInt(FAR.size()));
                        default -> at;
                    });
        }
    }

    private Router router(TestDatabase database) {
        return new Router(
                database.database(),
                archive,
                MemoryAccounts.with("account-0", "Acme"),
                new RecordingDeliveries(),
                account -> BusinessTime.ALWAYS,
                clock);
    }

    private RoutingTables tables(TestDatabase database) {
        return new RoutingTables(database.database(), clock);
    }

    private static void routeAll(Router router) {
        while (router.routeNext().activities() > 0) {}
    }

    private static List<Case> cases(TestDatabase database) {
        return cases(database, Long.MAX_VALUE);
    }

    private static List<Case> cases(TestDatabase database, long upTo) {
        return database.database()
                .read(connection -> Sql.list(
                        connection,
                        "select account_id, kind, happened from engagement_case where sequence <= ?",
                        row -> new Case(
                                row.getString("account_id"),
                                RuleAction.valueOf(row.getString("kind")),
                                Sql.instant(row, "happened")),
                        upTo));
    }

    private static List<String> sums(TestDatabase database, String unit) {
        return database.database()
                .read(connection -> Sql.list(
                        connection,
                        "select account_id, " + unit + "_number, leads, tickets from engagement_case_" + unit
                                + " order by account_id, " + unit + "_number",
                        row -> row.getString(1) + " " + row.getInt(2) + ": " + row.getLong(3) + " " + row.getLong(4)));
    }

    private static Map<String, CaseCounts> oneByOne(List<Case> cases, Set<String> accounts, Period period) {
        Map<String, CaseCounts> counts = new TreeMap<>();
        for (Case one : cases) {
            if (accounts.contains(one.accountId)
                    && !one.happened.isBefore(period.from)
                    && one.happened.isBefore(period.to)) {
                counts.merge(
                        one.accountId,
                        one.kind == RuleAction.LEAD ? new CaseCounts(1, 0) : new CaseCounts(0, 1),
                        CaseCounts::plus);
            }
        }
        return counts;
    }

    private static List<Period> periods(Random random) {
        Instant midnight = START.truncatedTo(ChronoUnit.DAYS);
        List<Period> periods = new ArrayList<>(List.of(
                new Period(Instant.MIN, Instant.MAX),
                new Period(Instant.MIN, START),
                new Period(START, Instant.MAX),
                new Period(Instant.MAX, Instant.MIN),
                new Period(Instant.MAX, Instant.MAX),
                new Period(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")),
                new Period(midnight, midnight),
                new Period(midnight, midnight.plusSeconds(86_400)),
                new Period(midnight.plusSeconds(43_200), midnight.plusSeconds(43_201))));
        for (Instant far : FAR) {
            periods.add(new Period(far, far.plusNanos(1000)));
            periods.add(new Period(far.minus(Duration.ofDays(70)), far));
        }
        for (String zone : List.of(
                "UTC",
                "Europe/Warsaw",
                "Asia/Kolkata",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Pacific/Kiritimati")) {
            for (int i = 0; i < 8; i++) {
                ZonedDateTime day = midnight.plus(Duration.ofDays(random.nextInt(DAYS)))
                        .atZone(ZoneId.of(zone))
                        .truncatedTo(ChronoUnit.DAYS);
                periods.add(new Period(day.toInstant(), day.plusDays(1).toInstant()));
                periods.add(new Period(day.toInstant(), day.plusWeeks(1).toInstant()));
                ZonedDateTime month = day.withDayOfMonth(1);
                periods.add(new Period(month.toInstant(), month.plusMonths(1).toInstant()));
                periods.add(new Period(month.toInstant(), month.plusYears(1).toInstant()));
            }
        }
        for (int i = 0; i < 200; i++) {
            Instant from = START.plusSeconds(random.nextInt(DAYS * 86_400)).plusNanos(random.nextInt(1000) * 1000L);
            int length = List.of(86_400, 40 * 86_400, DAYS * 86_400).get(i % 3);
            periods.add(new Period(from, from.plusSeconds(random.nextInt(length))));
        }
        return periods;
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void casesByAccount_countsWhatTheCasesAre_inEveryPeriod(Database.Engine engine) {
        Random random = new Random(5);
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcCaseFigures figures =
                    new JdbcCaseFigures(database.database(), tables(database), FixedAccess.everything());
            assertThat(figures.casesByAccount(SOME, Instant.MIN, Instant.MAX)).isEmpty();
            sayMuch(random, 1800);
            routeAll(router(database));
            List<Case> cases = cases(database);
            assertThat(cases).hasSizeGreaterThan(1000);
            assertThat(MANY).hasSizeGreaterThan(CaseCounting.BY_NAME);
            for (Period period : periods(random)) {
                for (Set<String> accounts : List.of(SOME, MANY, Set.of("account-1"), Set.<String>of())) {
                    assertThat(figures.casesByAccount(accounts, period.from, period.to))
                            .as("%s of %s", accounts, period)
                            .isEqualTo(oneByOne(cases, accounts, period));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void migration_sumsTheCasesThatWereThereBefore(Database.Engine engine) {
        TimeZone before = TimeZone.getDefault();
        // where days have 23 and 25 hours, and one was left out
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
        try (TestDatabase database = TestDatabase.open(engine)) {
            tables(database);
            sayMuch(new Random(6), 900);
            routeAll(router(database));
            List<String> days = sums(database, "day");
            List<String> months = sums(database, "month");
            assertThat(days).hasSizeGreaterThan(300);
            database.database().transact(connection -> {
                Sql.update(connection, "delete from engagement_case_day");
                Sql.update(connection, "delete from engagement_case_month");
                Sql.update(
                        connection,
                        "delete from \"engagement_schema_history\" where \"version\" not in ('1', '2', '3')");
                for (String later : List.of(
                        "conversation",
                        "label",
                        "event",
                        "inbox_progress",
                        "mention",
                        "presence",
                        "saved_reply",
                        "saved_reply_text",
                        "target",
                        "clock",
                        "case_news",
                        "case_source",
                        "case_follow",
                        "assignment_policy",
                        "assignment_person",
                        "absence",
                        "unassigned",
                        "word",
                        "view",
                        "contact",
                        "contact_key",
                        "contact_conversation",
                        "contact_post",
                        "person",
                        "person_words",
                        "person_join",
                        "person_moved",
                        "person_apart",
                        "person_progress",
                        "rule_version",
                        "decision",
                        "order",
                        "trial",
                        "trial_outcome")) {
                    Sql.update(connection, "drop table engagement_" + later);
                }
                for (String later :
                        List.of("stage", "wording", "stage_since", "reason", "worth", "currency", "told_closed")) {
                    Sql.update(connection, "alter table engagement_case drop column " + later);
                }
                Sql.update(connection, "alter table engagement_progress drop column mark");
                Sql.update(connection, "alter table engagement_rule drop column effects");
                Sql.update(connection, "drop index engagement_case_contact");
                if (engine == Database.Engine.DERBY) {
                    Sql.update(connection, "drop index engagement_case_newest");
                    Sql.update(connection, "drop index engagement_case_account_newest");
                    Sql.update(
                            connection,
                            "create index engagement_case_account on engagement_case (kind, account_id, id)");
                }
            });
            tables(database);
            assertThat(sums(database, "day")).isEqualTo(days);
            assertThat(sums(database, "month")).isEqualTo(months);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void routeNext_sumsEveryCaseOnce_whenTwoNodesRouteAtOnceAndFiguresAreRead(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RoutingTables tables = tables(database);
            JdbcCaseFigures figures = new JdbcCaseFigures(database.database(), tables, FixedAccess.everything());
            sayMuch(new Random(7), 3000);
            List<CompletableFuture<Void>> nodes = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> routeAll(router(database))))
                    .toList();
            long seen = 0;
            while (!nodes.stream().allMatch(CompletableFuture::isDone)) {
                long found = total(figures.casesByAccount(MANY, Instant.MIN, Instant.MAX));
                assertThat(found).isGreaterThanOrEqualTo(seen);
                seen = found;
            }
            nodes.forEach(CompletableFuture::join);
            assertThat(figures.casesByAccount(MANY, Instant.MIN, Instant.MAX))
                    .isEqualTo(oneByOne(cases(database), MANY, new Period(Instant.MIN, Instant.MAX)));
            assertThat(tables.routedUpTo()).isEqualTo(3000);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void casesByAccount_isAlwaysOfOneState_whileOthersAreRouted(Database.Engine engine) {
        // months and days are added and parts of days taken off, each of another table
        Period period = new Period(
                START.truncatedTo(ChronoUnit.DAYS).minusSeconds(3600), START.plus(Duration.ofDays(DAYS / 2)));
        try (TestDatabase database = TestDatabase.open(engine)) {
            RoutingTables tables = tables(database);
            JdbcCaseFigures figures = new JdbcCaseFigures(database.database(), tables, FixedAccess.everything());
            sayMuch(new Random(8), 6000);
            List<Long> places = new ArrayList<>(List.of(0L));
            CompletableFuture<Void> routing = CompletableFuture.runAsync(() -> {
                Router router = router(database);
                while (router.routeNext().activities() > 0) {
                    places.add(tables.routedUpTo());
                }
            });
            Set<Map<String, CaseCounts>> seen = new HashSet<>();
            while (!routing.isDone()) {
                seen.add(figures.casesByAccount(MANY, period.from, period.to));
            }
            routing.join();
            List<Map<String, CaseCounts>> states = places.stream()
                    .map(place -> oneByOne(cases(database, place), MANY, period))
                    .toList();
            assertThat(seen).isNotEmpty().allSatisfy(counts -> assertThat(states)
                    .contains(counts));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void routeNext_leavesNoSumBehind_whenTheOutboxRefuses(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            tables(database);
            say(1, "account-0", "It is broken, please help", START);
            RecordingDeliveries full = new RecordingDeliveries() {
                @Override
                public List<Delivery> enqueueAll(List<DeliveryRequest> requests) {
                    throw new IllegalStateException("disk full");
                }
            };
            Router failing = new Router(
                    database.database(),
                    archive,
                    MemoryAccounts.with("account-0", "Acme"),
                    full,
                    account -> BusinessTime.ALWAYS,
                    clock);
            assertThatThrownBy(failing::routeNext).hasMessage("disk full");
            assertThat(sums(database, "day")).isEmpty();
            routeAll(router(database));
            assertThat(sums(database, "day")).containsExactly("account-0 20030: 0 1");
            assertThat(sums(database, "month")).containsExactly("account-0 658: 0 1");
        }
    }

    @Test
    void add_refusesNotices_whichAreNoCases() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CaseSums().add("acme", RuleAction.NOTICE, START));
    }

    private static long total(Map<String, CaseCounts> counts) {
        return counts.values().stream()
                .mapToLong(count -> count.leads() + count.tickets())
                .sum();
    }
}
