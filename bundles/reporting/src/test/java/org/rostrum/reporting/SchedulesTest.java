package org.rostrum.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.api.identity.AccessExplanation.Verdict;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.Recurrence.Frequency;
import org.rostrum.api.reporting.ReportDelivery;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportRun.State;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.testkit.FixedAccess;

class SchedulesTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static Recurrence once() {
        return new Recurrence(Frequency.ONCE_NOW, LocalTime.MIDNIGHT, Fixture.WARSAW, Set.of(), null, null);
    }

    private static JsonNode payload(DeliveryRequest request) throws Exception {
        return new ObjectMapper().readTree(request.payload());
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void create_showsNextThreeRunsInItsZone_andKeepsEverything(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.clock.set(Instant.parse("2026-10-24T10:00:00Z"));
            ScheduleDraft draft =
                    Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, "Jan@Acme.example", "b@acme.example");
            ReportSchedule made = fixture.reports.createSchedule(draft);
            assertThat(made.nextRuns())
                    .extracting(run -> run.toOffsetDateTime().toString())
                    .containsExactly("2026-10-25T06:00+01:00", "2026-10-26T06:00+01:00", "2026-10-27T06:00+01:00");
            assertThat(made.nextRuns().get(0).getZone()).isEqualTo(Fixture.WARSAW);
            assertThat(made.version()).isEqualTo(1);
            assertThat(made.lastRunId()).isNull();
            assertThat(made.draft().recipients()).containsExactly("Jan@acme.example", "b@acme.example");
            assertThat(fixture.reports.findSchedule(made.id())).contains(made);
            assertThat(fixture.reports.schedules(null, 10).items()).containsExactly(made);
            assertThat(fixture.audit.actions()).containsExactly("report-schedule.create");
            assertThat(fixture.work.next("report-schedule", Long.toString(made.id())))
                    .contains(Instant.parse("2026-10-25T05:00:00Z"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void due_makesReport_mailsItToEachRecipientOnce_andWritesTheLedger(Database.Engine engine) throws Exception {
        try (Fixture fixture = new Fixture(engine)) {
            ReportSchedule schedule = fixture.reports.createSchedule(
                    Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, "a@acme.example", "b@acme.example"));
            fixture.clock.set(Instant.parse("2026-10-02T04:00:05Z"));
            fixture.work();

            ReportRun run = Objects.requireNonNull(fixture.newest());
            assertThat(run.state()).isEqualTo(State.COMPLETED);
            assertThat(run.message()).isNull();
            assertThat(run.scheduleId()).isEqualTo(schedule.id());
            assertThat(run.requestedBy()).isEqualTo("report-schedule");
            assertThat(run.request().period())
                    .isEqualTo(new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2), Fixture.WARSAW));

            List<DeliveryRequest> mails = fixture.deliveries.requests();
            assertThat(mails)
                    .extracting(DeliveryRequest::idempotencyKey)
                    .containsExactly(
                            "report-run/" + run.id() + "/a@acme.example", "report-run/" + run.id() + "/b@acme.example");
            JsonNode mail = payload(mails.get(0));
            assertThat(mail.path("to").get(0).asText()).isEqualTo("a@acme.example");
            assertThat(mail.path("to")).hasSize(1);
            assertThat(mail.path("subject").asText()).isEqualTo("Sample \"title\" & more");
            assertThat(mail.path("text").asText())
                    .contains("First sentence. Second one.", "Im Anhang: sample-2026-10-01-2026-10-01.pdf", "„Board“");
            assertThat(mails.get(0).kind()).isEqualTo("mail");
            assertThat(mails.get(0).attachments())
                    .extracting(DeliveryRequest.AttachmentReference::reference)
                    .containsExactly("report-output:" + run.id() + "/PDF", "report-output:" + run.id() + "/XLSX");
            assertThat(fixture.reports.ledger(run.id(), null, 10).items())
                    .extracting(ReportDelivery::recipient, ReportDelivery::state, ReportDelivery::scheduleId)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("b@acme.example", "PENDING", schedule.id()),
                            org.assertj.core.groups.Tuple.tuple("a@acme.example", "PENDING", schedule.id()));

            ReportSchedule after = fixture.reports.findSchedule(schedule.id()).orElseThrow();
            assertThat(after.lastRunId()).isEqualTo(run.id());
            assertThat(after.nextRuns().get(0).toInstant()).isEqualTo(Instant.parse("2026-10-03T04:00:00Z"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void due_isNotMade_forAKeeperWhoMayNotSeeItAnyMore_untilSomebodyElseKeepsIt(Database.Engine engine)
            throws Exception {
        try (Fixture fixture = new Fixture(engine)) {
            ReportSchedule schedule = fixture.reports.createSchedule(
                    Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, "a@acme.example"));
            String keeper = FixedAccess.everything().caller().name();
            fixture.keepers.verdicts.put(keeper, Verdict.NOT_GRANTED);
            fixture.clock.set(Instant.parse("2026-10-02T04:00:05Z"));
            fixture.work();

            assertThat(fixture.keepers.asked).isEqualTo(keeper + " reports:run null");
            ReportRun refused = Objects.requireNonNull(fixture.newest());
            assertThat(refused.state()).isEqualTo(State.FAILED);
            assertThat(refused.message())
                    .isEqualTo("The user \"" + keeper + "\", who saved this schedule last, may not (or no longer) make"
                            + " reports for the whole installation. Have somebody who may save it anew.");
            assertThat(fixture.deliveries.requests())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.idempotencyKey()).contains("fail"));

            fixture.keepers.verdicts.put(keeper, Verdict.PASSWORD_TO_CHANGE);
            fixture.clock.set(Instant.parse("2026-10-03T04:00:05Z"));
            fixture.work();
            assertThat(Objects.requireNonNull(fixture.newest()).state()).isEqualTo(State.COMPLETED);

            fixture.keepers.unknown = keeper;
            fixture.clock.set(Instant.parse("2026-10-04T04:00:05Z"));
            fixture.work();
            assertThat(Objects.requireNonNull(fixture.newest()).state()).isEqualTo(State.FAILED);
            assertThat(fixture.reports.findSchedule(schedule.id()).orElseThrow().nextRuns())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void due_seenTwice_byTwoNodes_makesOneRun_andNoSecondMail(Database.Engine engine) throws Exception {
        try (Fixture fixture = new Fixture(engine)) {
            ReportSchedule schedule =
                    fixture.reports.createSchedule(Fixture.draft(once(), PeriodKind.ALL, "a@acme.example"));
            TimedTask.Execution due =
                    new TimedTask.Execution(Long.toString(schedule.id()), "", fixture.clock.instant(), 0);
            assertThat(fixture.scheduleTask.run(due)).isNull();
            assertThat(fixture.scheduleTask.run(due)).isNull();
            fixture.work();
            ReportRun run = Objects.requireNonNull(fixture.newest());
            fixture.runTask.run(new TimedTask.Execution(Long.toString(run.id()), "", fixture.clock.instant(), 0));
            assertThat(fixture.reports.runs(schedule.id(), null, 10).items()).hasSize(1);
            assertThat(fixture.deliveries.requests()).hasSize(1);
            assertThat(fixture.reports.ledger(null, null, 10).items()).hasSize(1);
            assertThat(fixture.reports.findSchedule(schedule.id()).orElseThrow().nextRuns())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void missedOccurrences_areMadeUpForOnce_byTheLatest_whichSaysSo(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            ReportSchedule schedule = fixture.reports.createSchedule(
                    Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, "a@acme.example"));
            // down from the 1st to the 5th
            fixture.clock.set(Instant.parse("2026-10-05T09:00:00Z"));
            fixture.work();
            assertThat(fixture.reports.runs(schedule.id(), null, 10).items()).hasSize(1);
            ReportRun run = Objects.requireNonNull(fixture.newest());
            assertThat(run.request().period().from()).isEqualTo(LocalDate.of(2026, 10, 4));
            assertThat(run.message())
                    .isEqualTo("Made late: it was due at 2026-10-05T06:00+02:00."
                            + " Earlier occurrences that were missed and left out: 3.");
            assertThat(fixture.reports
                            .findSchedule(schedule.id())
                            .orElseThrow()
                            .nextRuns()
                            .get(0)
                            .toInstant())
                    .isEqualTo(Instant.parse("2026-10-06T04:00:00Z"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void failedRun_isToldToTheOwner_andNeverMailedAsAReport(Database.Engine engine) throws Exception {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.reports.createSchedule(Fixture.draft(once(), PeriodKind.ALL, "a@acme.example"));
            fixture.pack.failNext(99);
            for (int i = 0; i < 6; i++) {
                fixture.work();
                fixture.clock.advance(Duration.ofHours(1));
            }
            ReportRun run = Objects.requireNonNull(fixture.newest());
            assertThat(run.state()).isEqualTo(State.FAILED);
            assertThat(fixture.deliveries.requests()).hasSize(1);
            DeliveryRequest told = fixture.deliveries.requests().get(0);
            assertThat(told.idempotencyKey()).isEqualTo("report-run/" + run.id() + "/failed");
            assertThat(told.attachments()).isEmpty();
            assertThat(payload(told).path("to").get(0).asText()).isEqualTo("owner@acme.example");
            assertThat(payload(told).path("subject").asText()).isEqualTo("Bericht konnte nicht erstellt werden: Board");
            assertThat(payload(told).path("text").asText())
                    .contains("nach 3 Versuchen", "Den Empfängern wurde nichts geschickt")
                    .doesNotContain("s3cr3t");
            assertThat(fixture.reports.ledger(null, null, 10).items()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void ledger_followsTheDeliveries(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.reports.createSchedule(Fixture.draft(once(), PeriodKind.ALL, "a@acme.example"));
            fixture.work();
            Delivery sent = fixture.deliveries
                    .find(fixture.reports.ledger(null, null, 1).items().get(0).deliveryId())
                    .orElseThrow();
            fixture.ledger.deliveryFinished(new Delivery(
                    sent.id(),
                    sent.request(),
                    Delivery.State.DEAD,
                    5,
                    sent.created(),
                    null,
                    Instant.parse("2026-10-01T11:00:00Z"),
                    null,
                    null,
                    null,
                    "550 no such mailbox"));
            ReportDelivery line = fixture.reports.ledger(null, null, 1).items().get(0);
            assertThat(line.state()).isEqualTo("DEAD");
            assertThat(line.message()).isEqualTo("550 no such mailbox");
            assertThat(line.finished()).isEqualTo(Instant.parse("2026-10-01T11:00:00Z"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void resend_mailsOnceMore_andIsAudited(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            fixture.reports.createSchedule(Fixture.draft(once(), PeriodKind.ALL, "a@acme.example"));
            fixture.work();
            long run = Objects.requireNonNull(fixture.newest()).id();
            assertThat(fixture.reports.resend(run, List.of("a@acme.example", "new@acme.example", "a@acme.example")))
                    .extracting(ReportDelivery::recipient)
                    .containsExactly("a@acme.example", "new@acme.example");
            assertThat(fixture.deliveries.requests()).hasSize(3);
            assertThat(fixture.reports.ledger(run, null, 10).items()).hasSize(3);
            assertThat(fixture.audit.actions()).endsWith("report-run.resend");
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.resend(run, List.of()))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("recipients"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void update_needsTheVersion_andMovesTheNextRun(Database.Engine engine) {
        try (Fixture fixture = new Fixture(engine)) {
            ReportSchedule made = fixture.reports.createSchedule(
                    Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, "a@acme.example"));
            ReportSchedule changed = fixture.reports.updateSchedule(
                    made.id(), Fixture.draft(Fixture.daily("07:30"), PeriodKind.WEEK, "a@acme.example"), 1);
            assertThat(changed.version()).isEqualTo(2);
            assertThat(fixture.work.next("report-schedule", Long.toString(made.id())))
                    .contains(Instant.parse("2026-10-02T05:30:00Z"));
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.updateSchedule(made.id(), made.draft(), 1))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.PRECONDITION_FAILED));
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.removeSchedule(made.id(), 1))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.PRECONDITION_FAILED));
            fixture.reports.removeSchedule(made.id(), 2);
            assertThat(fixture.reports.findSchedule(made.id())).isEmpty();
            assertThat(fixture.work.entries()).isEmpty();
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.removeSchedule(made.id(), 2))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
            assertThat(fixture.audit.actions())
                    .containsExactly("report-schedule.create", "report-schedule.update", "report-schedule.remove");
        }
    }

    @Test
    void disabled_doesNotRun_andShowsNoRuns() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            ScheduleDraft on = Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, "a@acme.example");
            ReportSchedule made = fixture.reports.createSchedule(on);
            ScheduleDraft off = new ScheduleDraft(
                    on.name(),
                    on.report(),
                    null,
                    on.recurrence(),
                    on.periodKind(),
                    null,
                    null,
                    Locale.ENGLISH,
                    Set.of(ReportFormat.PDF),
                    on.recipients(),
                    on.owner(),
                    false);
            assertThat(fixture.reports.updateSchedule(made.id(), off, 1).nextRuns())
                    .isEmpty();
            fixture.clock.advance(Duration.ofDays(3));
            fixture.work();
            assertThat(fixture.newest()).isNull();
        }
    }

    @Test
    void removedSchedule_runThatIsUnderWay_isMailedToNobody() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            ReportSchedule made =
                    fixture.reports.createSchedule(Fixture.draft(once(), PeriodKind.ALL, "a@acme.example"));
            fixture.pack.before(request -> fixture.reports.removeSchedule(made.id(), 1));
            fixture.work();
            assertThat(Objects.requireNonNull(fixture.newest()).state()).isEqualTo(State.COMPLETED);
            assertThat(fixture.deliveries.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nobody", "a b@c.example", "a@b@c.example", "x@y\nBcc: z@y", "<a@b.example>", "a@b,c@d"})
    void create_refusesWhatIsNoAddress(String address) {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.createSchedule(
                            Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, address)))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("recipients"));
        }
    }

    @Test
    void create_refusesNoneAndTooManyRecipients_andFixedPeriodsWithoutDays() {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            String[] many = new String[101];
            for (int i = 0; i < many.length; i++) {
                many[i] = "a" + i + "@acme.example";
            }
            for (String[] wrong : List.of(new String[0], many)) {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> fixture.reports.createSchedule(
                                Fixture.draft(Fixture.daily("06:00"), PeriodKind.DAY, wrong)))
                        .satisfies(problem -> assertThat(problem.field()).isEqualTo("recipients"));
            }
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> fixture.reports.createSchedule(
                            Fixture.draft(Fixture.daily("06:00"), PeriodKind.FIXED, "a@acme.example")))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("period"));
            assertThat(fixture.reports.schedules(null, 1).items()).isEqualTo(Collections.emptyList());
        }
    }
}
