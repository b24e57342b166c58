package org.rostrum.reporting.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ScheduleDraft;
import org.rostrum.reporting.Fixture;

class InputsTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    static final String SCHEDULE =
            """
            {"name":"Board","report":"sample","recurrence":{"frequency":"MONTHLY","time":"06:30","zone":"Europe/Warsaw",
             "dayOfMonth":31},"period":"MONTH","locale":"pl","formats":["pdf","XLSX"],
             "recipients":["a@acme.example"],"owner":"o@acme.example"}
            """;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-10-05, 2026-10-05, 2026-10-06",
        "week, 2026-10-11, 2026-10-05, 2026-10-12",
        "MONTH, 2026-02-28, 2026-02-01, 2026-03-01",
        "SEASON, 2027-01-15, 2026-12-01, 2027-03-01",
        "YEAR, 2026-10-05, 2026-01-01, 2027-01-01",
    })
    void period_ofKind_containsTheDay(String kind, String containing, LocalDate from, LocalDate to) {
        assertThat(PeriodInput.read(new PeriodInput(kind, containing, null, null), WARSAW, TODAY))
                .isEqualTo(new Period(from, to, WARSAW));
    }

    @ParameterizedTest
    @CsvSource({
        ",,,, period",
        ",2026-01-01,,, period.kind",
        "WEEK,2026-01-01,2026-01-01,, period.from",
        "WEEK,2026-01-01,,garbage, period.to",
        "FIXED,2026-01-01,2026-01-01,2026-02-01, period.containing",
        "FIXED,,,, period.from",
        "MONTH,2026-13-01,,, period.containing",
        "MONTH,+999999-01-01,,, period.containing",
        "EPOCH,2026-01-01,,, period.kind",
        "ALL,2026-01-01,,, period.kind",
        ",,2026-01-01,, period.to",
        ",,2026-01-01,2026-01-01, period.to",
        ",,2026-02-30,2026-03-01, period.from",
    })
    void period_thatIsNone_namesTheField(
            @Nullable String kind,
            @Nullable String containing,
            @Nullable String from,
            @Nullable String to,
            String field) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> PeriodInput.read(new PeriodInput(kind, containing, from, to), WARSAW, TODAY))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"MONTH\"', 2026-10-01, 2026-11-01",
        "'{\"kind\":\"MONTH\"}', 2026-10-01, 2026-11-01",
        "'{\"kind\":\"WEEK\"}', 2026-11-09, 2026-11-16",
        "'{\"kind\":\"MONTH\",\"containing\":\"2026-02-03\"}', 2026-02-01, 2026-03-01",
        "'{\"from\":\"2026-02-01\",\"to\":\"2026-02-03\"}', 2026-02-01, 2026-02-03",
    })
    void period_ofARun_isAWordOrAnObject(String written, LocalDate from, LocalDate to) throws Exception {
        assertThat(PeriodInput.read(json.readValue(written, PeriodInput.class), WARSAW, TODAY))
                .isEqualTo(new Period(from, to, WARSAW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"SEASON\" | SEASON | |",
                "{\"kind\":\"ALL\"} | ALL | |",
                "{\"kind\":\"FIXED\",\"from\":\"2026-02-01\",\"to\":\"2026-02-03\"} | FIXED | 2026-02-01 | 2026-02-03",
                "{\"from\":\"2026-02-01\",\"to\":\"2026-02-03\"} | FIXED | 2026-02-01 | 2026-02-03",
            })
    void period_ofASchedule_isAWordOrAnObject(
            String written, PeriodKind kind, @Nullable LocalDate from, @Nullable LocalDate to) throws Exception {
        ObjectNode schedule = (ObjectNode) json.readTree(SCHEDULE);
        schedule.set("period", json.readTree(written));
        ScheduleDraft draft = json.treeToValue(schedule, ScheduleInput.class).read();
        assertThat(draft.periodKind()).isEqualTo(kind);
        assertThat(draft.from()).isEqualTo(from);
        assertThat(draft.to()).isEqualTo(to);
    }

    @Test
    void schedule_withFixedDaysBesideTheWord_isReadAsBefore() throws Exception {
        ObjectNode schedule = (ObjectNode) json.readTree(SCHEDULE);
        schedule.put("period", "FIXED").put("from", "2026-02-01").put("to", "2026-02-03");
        ScheduleDraft draft = json.treeToValue(schedule, ScheduleInput.class).read();
        assertThat(draft.from()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(draft.to()).isEqualTo(LocalDate.of(2026, 2, 3));
    }

    @ParameterizedTest
    @CsvSource({"8:00, 08:00", "08:00, 08:00", "23:59, 23:59"})
    void time_ofASchedule_mayHaveOneDigitForTheHour(String written, LocalTime time) throws Exception {
        ObjectNode schedule = (ObjectNode) json.readTree(SCHEDULE);
        ((ObjectNode) schedule.get("recurrence")).put("time", written);
        assertThat(json.treeToValue(schedule, ScheduleInput.class)
                        .read()
                        .recurrence()
                        .time())
                .isEqualTo(time);
    }

    @Test
    void schedule_isReadAndCanBeWrittenBack() throws Exception {
        try (Fixture fixture = new Fixture(Database.Engine.DERBY)) {
            ScheduleDraft draft = json.readValue(SCHEDULE, ScheduleInput.class).read();
            assertThat(draft.formats()).isEqualTo(Set.of(ReportFormat.PDF, ReportFormat.XLSX));
            assertThat(draft.enabled()).isTrue();
            ReportSchedule kept = fixture.reports.createSchedule(draft);
            ObjectNode shown = json.valueToTree(withoutTimes(kept));
            assertThat(json.treeToValue(shown, ScheduleInput.class).read()).isEqualTo(kept.draft());
        }
    }

    /** The view without what needs the server's mapper. */
    private static Object withoutTimes(ReportSchedule kept) {
        ScheduleView view = ScheduleView.of(kept);
        return new ScheduleInput(
                view.name(),
                view.report(),
                view.accountId(),
                view.recurrence(),
                PeriodInput.ofWord(view.period()),
                view.from(),
                view.to(),
                view.locale(),
                view.formats().stream().map(Enum::name).toList(),
                view.recipients(),
                view.owner(),
                view.enabled());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | null | name",
                "report | null | report",
                "recurrence | null | recurrence",
                "recurrence | {\"frequency\":\"HOURLY\"} | recurrence.frequency",
                "recurrence | {\"frequency\":\"DAILY\"} | recurrence.time",
                "recurrence | {\"frequency\":\"DAILY\",\"time\":\"25:00\"} | recurrence.time",
                "recurrence | {\"frequency\":\"DAILY\",\"time\":\"06:00\",\"zone\":\"Mars\"} | recurrence.zone",
                "recurrence | {\"frequency\":\"WEEKLY\",\"time\":\"06:00\"} | recurrence.daysOfWeek",
                "recurrence | {\"frequency\":\"MONTHLY\",\"time\":\"06:00\",\"dayOfMonth\":32} | recurrence.dayOfMonth",
                "recurrence | {\"frequency\":\"YEARLY\",\"time\":\"06:00\",\"dayOfMonth\":1,\"month\":13} |"
                        + " recurrence.month",
                "recurrence | {\"frequency\":\"DAILY\",\"time\":\"08:00:30\"} | recurrence.time",
                "recurrence | {\"frequency\":\"DAILY\",\"time\":\"8\"} | recurrence.time",
                "recurrence | {\"frequency\":\"DAILY\",\"time\":\"24:00\"} | recurrence.time",
                "recurrence | {\"frequency\":\"WEEKLY\",\"time\":\"06:00\",\"daysOfWeek\":[\"MONDAY\"],\"dayOfMonth\":-1} |"
                        + " recurrence.dayOfMonth",
                "recurrence | {\"frequency\":\"MONTHLY\",\"time\":\"06:00\",\"dayOfMonth\":1,\"month\":2} |"
                        + " recurrence.month",
                "recurrence | {\"frequency\":\"DAILY\",\"time\":\"06:00\",\"daysOfWeek\":[\"MONDAY\"]} |"
                        + " recurrence.daysOfWeek",
                "period | \"NEVER\" | period",
                "period | {\"kind\":\"MONTH\",\"containing\":\"2026-01-01\"} | period.containing",
                "period | {\"kind\":\"MONTH\",\"from\":\"2026-01-01\"} | period.from",
                "period | {\"kind\":\"FIXED\",\"from\":\"2026-01-01\"} | period.to",
                "period | {\"kind\":\"FIXED\",\"from\":\"2026-01-02\",\"to\":\"2026-01-01\"} | period.to",
                "from | \"2026-01-01\" | from",
                "to | \"garbage\" | to",
                "locale | \"tlh\" | locale",
                "locale | \"english please\" | locale",
                "formats | [\"EXE\"] | format",
                "formats | [] | formats",
                "recipients | null | recipients",
                "owner | null | owner",
            })
    void schedule_withSomethingWrong_namesTheField(String field, String value, String named) throws Exception {
        ObjectNode schedule = (ObjectNode) json.readTree(SCHEDULE);
        JsonNode wrong = json.readTree(value);
        schedule.set(field, wrong);
        ScheduleInput input = json.treeToValue(schedule, ScheduleInput.class);
        assertThatExceptionOfType(Problem.class).isThrownBy(input::read).satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(named);
            assertThat(problem.remedy()).isNotBlank();
        });
    }
}
