package org.rostrum.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupCheck;
import org.rostrum.engagement.due.BusinessTime;
import org.rostrum.engagement.routing.Router;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

/** Tampers with the cases and their sums, and looks whether it is found and located. */
class CaseSumCheckTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final Instant MAY = Instant.parse("2025-05-31T23:00:00Z");
    private static final String DAY = "engagement_case_day: account acme, day of 2025-05-31T00:00:00Z";
    private static final String MONTH = "engagement_case_month: account acme, month of 2025-05-01T00:00:00Z";

    private static final class World implements RollupCheck.Report, AutoCloseable {
        final TestDatabase test;
        final MemoryArchive archive = new MemoryArchive();
        final CaseSumCheck check;
        final Router router;
        final List<String> wrong = new ArrayList<>();
        int rows;
        int mostRows = Integer.MAX_VALUE;
        private int said;

        World(Database.Engine engine) {
            ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));
            test = TestDatabase.open(engine);
            check = new CaseSumCheck(test.database(), new RoutingTables(test.database(), clock));
            router = new Router(
                    test.database(),
                    archive,
                    MemoryAccounts.with("acme", "Acme"),
                    new RecordingDeliveries(),
                    account -> BusinessTime.ALWAYS,
                    clock);
        }

        void say(String account, boolean lead, Instant at) {
            String id = Integer.toString(said++);
            Activity activity = Activity.builder(id, Direction.INBOUND, new Actor("u" + id, "anna", null, null), at)
                    .content(lead ? "Where can I buy the blue one?" : "It is broken, please help")
                    .build();
            archive.append(new Intake(List.of(new Intake.Entry(account, account + ".file", activity)), null));
        }

        void route() {
            while (router.routeNext().activities() > 0) {}
        }

        List<String> check() {
            wrong.clear();
            check.check(this);
            return wrong;
        }

        /** What is told after the statement, which is then taken back. */
        List<String> after(String statement) {
            List<String> told = new ArrayList<>();
            assertThatThrownBy(() -> test.database().transact(connection -> {
                        assertThat(Sql.update(connection, statement))
                                .as(statement)
                                .isPositive();
                        told.addAll(check());
                        throw new CancellationException("taken back");
                    }))
                    .isInstanceOf(CancellationException.class);
            return told;
        }

        @Override
        public void row() {
            rows++;
            if (rows > mostRows) {
                throw new CancellationException("enough");
            }
        }

        @Override
        public void wrong(String detail) {
            wrong.add(detail);
        }

        @Override
        public boolean full() {
            return wrong.size() >= 100;
        }

        @Override
        public void close() {
            test.close();
        }
    }

    private static World filled(Database.Engine engine) {
        World world = new World(engine);
        world.say("acme", true, MAY);
        world.say("acme", false, MAY.plusSeconds(1));
        world.say("acme", false, MAY.plusSeconds(3600));
        world.say("bolt", false, MAY);
        world.say("bolt", true, Instant.parse("1900-01-01T00:00:00Z"));
        world.say("bolt", false, Instant.parse("9999-12-30T23:59:59.999999Z"));
        world.route();
        return world;
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void check_findsNothing_whenNothingWasTamperedWith(Database.Engine engine) {
        try (World world = new World(engine)) {
            assertThat(world.check()).isEmpty();
        }
        try (World world = filled(engine)) {
            assertThat(world.check()).isEmpty();
            assertThat(world.rows).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void check_tellsWhichSumIsWrong_andWhatItShouldSay(Database.Engine engine) {
        String ofDay = "where account_id = 'acme' and day_number = 20239";
        String ofMonth = "where account_id = 'acme' and month_number = 664";
        String right = "leads 1, tickets 1";
        try (World world = filled(engine)) {
            assertThat(world.after("update engagement_case_day set leads = 7 " + ofDay))
                    .containsExactly(DAY + ": says leads 7, tickets 1 instead of " + right);
            assertThat(world.after("update engagement_case_day set tickets = tickets - 1 " + ofDay))
                    .containsExactly(DAY + ": says leads 1, tickets 0 instead of " + right);
            assertThat(world.after("delete from engagement_case_day " + ofDay))
                    .containsExactly(DAY + ": the row is missing, it should say " + right);
            assertThat(world.after("update engagement_case_month set tickets = 7 " + ofMonth))
                    .containsExactly(MONTH + ": says leads 1, tickets 7 instead of " + right);
            assertThat(world.after("delete from engagement_case_month " + ofMonth))
                    .containsExactly(MONTH + ": the row is missing, it should say " + right);
            assertThat(world.after("insert into engagement_case_day values ('calm', 20000, 1, 2)"))
                    .containsExactly("engagement_case_day: account calm, day of 2024-10-04T00:00:00Z: says"
                            + " leads 1, tickets 2, but there is nothing to sum up");
            assertThat(world.after("insert into engagement_case_month values ('calm', 0, 1, 2)"))
                    .containsExactly("engagement_case_month: account calm, month of 1970-01-01T00:00:00Z: says"
                            + " leads 1, tickets 2, but there is nothing to sum up");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void check_findsRows_ofTimesAtWhichNothingCanHaveBeenSaid(Database.Engine engine) {
        try (World world = filled(engine)) {
            for (String unit : List.of("day", "month")) {
                for (int number : new int[] {Integer.MIN_VALUE, -30_000, 3_000_000, Integer.MAX_VALUE}) {
                    assertThat(world.after(
                                    "insert into engagement_case_" + unit + " values ('calm', " + number + ", 1, 2)"))
                            .containsExactly("engagement_case_" + unit + ": account calm, " + unit + " number " + number
                                    + ": there is a row, but nothing can have been said then");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void check_findsCases_thatTheSumsDoNotKnow(Database.Engine engine) {
        String one = " where account_id = 'acme' and kind = 'LEAD'";
        try (World world = filled(engine)) {
            for (String change : List.of(
                    "delete from engagement_case" + one,
                    "update engagement_case set kind = 'OTHER'" + one,
                    "update engagement_case set happened = null" + one,
                    "update engagement_case set account_id = 'bolt'" + one,
                    "update engagement_case set happened = (select max(happened) from engagement_case)" + one)) {
                assertThat(world.after(change))
                        .as(change)
                        .anySatisfy(told -> assertThat(told).startsWith(DAY + ": says " + "leads 1, tickets 1"))
                        .anySatisfy(told -> assertThat(told).startsWith(MONTH + ": says " + "leads 1, tickets 1"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void check_findsNothing_whileOthersAreRouted(Database.Engine engine) {
        try (World world = new World(engine)) {
            for (int i = 0; i < 2500; i++) {
                world.say("account-" + i % 3, i % 2 == 0, MAY.plusSeconds(i % 50 * 50_000L));
            }
            CompletableFuture<Void> routing = CompletableFuture.runAsync(world::route);
            do {
                assertThat(world.check()).isEmpty();
            } while (!routing.isDone());
            routing.join();
            world.rows = 0;
            assertThat(world.check()).isEmpty();
            assertThat(world.rows).isEqualTo(2500);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void check_ends_whenTheReportSaysSo(Database.Engine engine) {
        try (World world = filled(engine)) {
            world.mostRows = 3;
            assertThatThrownBy(world::check).isInstanceOf(CancellationException.class);
            world.mostRows = Integer.MAX_VALUE;
            for (int i = 0; i < 100; i++) {
                world.wrong.add("");
            }
            world.rows = 0;
            world.check.check(world);
            assertThat(world.rows).isZero();
        }
    }
}
