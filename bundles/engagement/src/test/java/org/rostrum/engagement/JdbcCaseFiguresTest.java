package org.rostrum.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.due.BusinessTime;
import org.rostrum.engagement.routing.Router;
import org.rostrum.testkit.DerbyPlans;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.MemoryAccounts;
import org.rostrum.testkit.MemoryArchive;
import org.rostrum.testkit.RecordingDeliveries;
import org.rostrum.testkit.TestDatabase;

class JdbcCaseFiguresTest {
    private static final Instant MAY = Instant.parse("2018-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2018-06-01T00:00:00Z");

    private final MemoryArchive archive = new MemoryArchive();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T12:00:00Z"));

    private void say(String account, String id, String text, Instant at) {
        Activity activity = Activity.builder(id, Direction.INBOUND, new Actor("u" + id, "anna", null, null), at)
                .content(text)
                .build();
        archive.append(new Intake(List.of(new Intake.Entry(account, account + ".file", activity)), null));
    }

    @Test
    void pages_ofCases_putNothingInOrder() {
        try (TestDatabase database = TestDatabase.derby()) {
            new RoutingTables(database.database(), clock);
            for (int i = 0; i < 60; i++) {
                say("acme", "n" + i, "It is broken, please help", MAY.plusSeconds(i));
            }
            new Router(
                            database.database(),
                            archive,
                            MemoryAccounts.with("acme", "Acme"),
                            new RecordingDeliveries(),
                            account -> BusinessTime.ALWAYS,
                            clock)
                    .routeNext();
            CaseStore cases = new CaseStore();
            for (String account : new String[] {null, "acme"}) {
                assertThat(DerbyPlans.mostSorted(database.database(), () -> database.database()
                                .transact(connection -> assertThat(cases.page(
                                                        connection,
                                                        RuleAction.TICKET,
                                                        account,
                                                        Reach.EVERYWHERE,
                                                        null,
                                                        5)
                                                .items())
                                        .hasSize(5))))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void casesByAccount_countsByTheTimeOfWhatWasSaid(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RoutingTables tables = new RoutingTables(database.database(), clock);
            JdbcCaseFigures figures = new JdbcCaseFigures(database.database(), tables, FixedAccess.everything());
            say("acme", "1", "Where can I buy the blue one?", MAY);
            say("acme", "2", "It is broken, please help", JUNE.minusSeconds(1));
            say("acme", "3", "It is broken, please help", JUNE);
            say("bolt", "4", "It is broken, please help", MAY.plusSeconds(60));
            say("bolt", "5", "Still broken, please help", MAY.plusSeconds(90));
            say("calm", "6", "Nice weather", MAY.plusSeconds(120));
            say("else", "7", "It is broken, please help", MAY.plusSeconds(120));
            new Router(
                            database.database(),
                            archive,
                            MemoryAccounts.with("acme", "Acme"),
                            new RecordingDeliveries(),
                            account -> BusinessTime.ALWAYS,
                            clock)
                    .routeNext();
            assertThat(figures.casesByAccount(Set.of("acme", "bolt", "calm"), MAY, JUNE))
                    .isEqualTo(Map.of("acme", new CaseCounts(1, 1), "bolt", new CaseCounts(0, 2)));
            assertThat(figures.casesByAccount(Set.of("acme"), JUNE, JUNE.plusSeconds(1)))
                    .isEqualTo(Map.of("acme", new CaseCounts(0, 1)));
            // routed today, said eight years ago
            assertThat(figures.casesByAccount(
                            Set.of("acme"), clock.instant(), clock.instant().plusSeconds(1)))
                    .isEmpty();
            JdbcCaseFigures closed =
                    new JdbcCaseFigures(database.database(), tables, FixedAccess.only("routing-rules:read"));
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> closed.casesByAccount(Set.of("acme"), MAY, JUNE));
        }
    }
}
