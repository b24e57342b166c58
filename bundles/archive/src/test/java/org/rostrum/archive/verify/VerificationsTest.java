package org.rostrum.archive.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive.PastVerification;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.archive.ArchiveHealth;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.JdbcArchive;
import org.rostrum.archive.verify.VerificationRun.State;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.QueuedTimedWork;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

class VerificationsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static final class World implements AutoCloseable {
        final TestDatabase test;
        final ManualClock clock = new ManualClock(NOW);
        final QueuedTimedWork timedWork = new QueuedTimedWork();
        final RecordingAuditLog audit = new RecordingAuditLog();
        final RecordingMetrics metrics = new RecordingMetrics();
        final Verifier verifier;
        final JdbcArchive archive;
        final Verifications verifications;
        final VerificationTask task;
        final ArchiveHealth health;

        World(Database.Engine engine) {
            test = TestDatabase.open(engine);
            ArchiveTables tables = new ArchiveTables(test.database());
            FixedAccess access = FixedAccess.everything();
            verifier = new Verifier(tables);
            archive = new JdbcArchive(tables, verifier, access, clock, metrics);
            verifications = new Verifications(tables, access, audit, timedWork, clock);
            task = new VerificationTask(tables, verifier, clock, metrics);
            health = new ArchiveHealth(tables, metrics);
            List<Intake.Entry> entries = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                entries.add(new Intake.Entry(
                        "acme",
                        "acme.x",
                        Activity.builder("" + i, Direction.INBOUND, new Actor("ann", null, null, null), NOW)
                                .build()));
            }
            archive.append(new Intake(entries, null));
        }

        void run() {
            timedWork.runDue(task, clock.instant());
        }

        @Override
        public void close() {
            test.close();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void start_verifiesInTheBackground_andRemembersTheResult(Database.Engine engine) {
        try (World world = new World(engine)) {
            assertThat(world.archive.lastVerification()).isEmpty();
            assertThat(world.health.execute().toString()).contains("Activity 30", "never verified");

            VerificationRun asked = world.verifications.start();
            assertThat(asked.state()).isEqualTo(State.WAITING);
            assertThat(asked.requestedBy()).isEqualTo("tester");
            world.run();

            VerificationRun done = world.verifications.find(asked.id());
            assertThat(done.state()).isEqualTo(State.COMPLETED);
            assertThat(done.result())
                    .isEqualTo(new ArchiveVerification(
                            true, 30, 0, world.archive.find(30).orElseThrow().hash(), List.of()));
            assertThat(done.checked()).isPositive();
            assertThat(world.archive.lastVerification()).contains(new PastVerification(NOW, true, 30));
            assertThat(world.health.execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(world.metrics.count("rostrum.archive.verifications,result,intact"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void start_isRefused_whileAnotherHasNotEnded(Database.Engine engine) {
        try (World world = new World(engine)) {
            long first = world.verifications.start().id();

            assertThatThrownBy(world.verifications::start)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));

            assertThat(world.verifications.cancel(first).state()).isEqualTo(State.CANCELLED);
            assertThat(world.timedWork.entries()).isEmpty();
            long second = world.verifications.start().id();
            assertThat(world.verifications.list(null, 1).items())
                    .extracting(VerificationRun::id)
                    .containsExactly(second);
            assertThat(world.verifications
                            .list(world.verifications.list(null, 1).nextCursor(), 1)
                            .items())
                    .extracting(VerificationRun::id)
                    .containsExactly(first);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void cancel_stopsOneThatRuns(Database.Engine engine) {
        try (World world = new World(engine)) {
            long id = world.verifications.start().id();
            // as if another node had begun with it
            world.test.database().transact(connection -> VerificationStore.progress(connection, id, 5));

            assertThat(world.verifications.cancel(id).state()).isEqualTo(State.RUNNING);
            world.run();

            VerificationRun run = world.verifications.find(id);
            assertThat(run.state()).isEqualTo(State.CANCELLED);
            assertThat(run.result()).isNull();
            assertThat(world.verifications.cancel(id)).isEqualTo(run);
            assertThat(world.archive.lastVerification()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void health_warns_whenTheLastVerificationFoundSomething(Database.Engine engine) {
        try (World world = new World(engine)) {
            world.test
                    .database()
                    .transact(connection -> Sql.update(connection, "update archive_day set activities = 31"));
            long id = world.verifications.start().id();
            world.run();

            ArchiveVerification result = world.verifications.find(id).result();
            assertThat(result).isNotNull().satisfies(one -> {
                assertThat(one.intact()).isFalse();
                assertThat(one.findings()).singleElement().satisfies(finding -> assertThat(finding.detail())
                        .contains("archive_day", "31"));
            });
            assertThat(world.health.execute().getStatus()).isEqualTo(Result.Status.WARN);
            assertThat(world.archive.lastVerification()).contains(new PastVerification(NOW, false, 30));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_tellsWhatOtherCapabilitiesFindInTheirSums(Database.Engine engine) {
        try (World world = new World(engine)) {
            world.verifier.others = List.of(report -> report.wrong("cases of May: says 3 instead of 2"), report -> {
                for (int i = 0; !report.full(); i++) {
                    report.wrong("case " + i);
                }
            });

            ArchiveVerification verification = world.archive.verify(rows -> {});

            assertThat(verification.intact()).isFalse();
            assertThat(verification.findings())
                    .hasSize(100)
                    .startsWith(
                            new ArchiveVerification.Finding(
                                    ArchiveVerification.Kind.ROLLUP, null, "cases of May: says 3 instead of 2"),
                            new ArchiveVerification.Finding(ArchiveVerification.Kind.ROLLUP, null, "case 0"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void verify_stops_whileAnotherCapabilityChecksItsSums(Database.Engine engine) {
        try (World world = new World(engine)) {
            world.verifier.others = List.of(report -> {
                while (!report.full()) {
                    report.row();
                }
            });

            assertThatThrownBy(() -> world.archive.verify(rows -> {
                        if (rows >= 3000) {
                            throw new CancellationException("enough");
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void aVerificationThatCannotBeFinished_saysWhy(Database.Engine engine) {
        try (World world = new World(engine)) {
            long id = world.verifications.start().id();

            world.task.givenUp(
                    new org.rostrum.api.delivery.TimedTask.Execution(Long.toString(id), "", NOW, 3),
                    new IllegalStateException("disk gone"));

            assertThat(world.verifications.find(id)).satisfies(run -> {
                assertThat(run.state()).isEqualTo(State.FAILED);
                assertThat(run.message()).contains("disk gone");
            });
            assertThat(world.verifications.start().id()).isNotEqualTo(id);
        }
    }
}
