package org.rostrum.report.engagement;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.reporting.Period;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.spi.report.ReportContent.Label;
import org.rostrum.spi.report.ReportContent.Table;

/**
 * The figures as plain tables, for spreadsheets and programs: numbers stay numbers, and nothing is rounded. The keys are what
 * programs hold on to; they are told in {@code docs/report-csv.md} and the same in every language.
 */
final class Tables {
    /** The row or cell that speaks of all accounts together. */
    private static final String ALL = "all";

    private static final Label NOT_KNOWN = new Label("", Words.NOTHING);

    private static final Column ACCOUNT = new Column("account", "table.account");
    private static final Column ACCOUNT_ID = new Column("account_id", "table.accountId");
    private static final Column INBOUND = new Column("inbound", "card.inbound");
    private static final Column OUTBOUND = new Column("outbound", "card.outbound");
    private static final Column CONVERSATIONS = new Column("conversations", "card.conversations");
    private static final Column ANSWERED = new Column("answered_conversations", "table.answered");
    private static final Column CONTACTS = new Column("contacts", "card.contacts");
    private static final Column PERCENT = new Column("answered_percent", "table.answeredPercent");
    private static final Column MEDIAN = new Column("first_response_median_seconds", "card.median");
    private static final Column P90 = new Column("first_response_p90_seconds", "card.p90");
    private static final Column OPEN = new Column("open_conversations", "card.open");
    private static final Column LEADS = new Column("leads", "card.leads");
    private static final Column TICKETS = new Column("tickets", "card.tickets");

    private final Words words;
    private final Engagement engagement;

    Tables(Words words, Engagement engagement) {
        this.words = words;
        this.engagement = engagement;
    }

    /**
     * A column, or a line of the summary.
     *
     * @param key for programs
     * @param heading key of the message for people
     */
    private record Column(String key, String heading) {}

    List<Table> all() {
        return List.of(summary(), volume(), accounts(), hours(), open(), method());
    }

    private Table summary() {
        Figures now = engagement.whole().now();
        Figures before = engagement.whole().before();
        ResponseFigures responses = now.responses();
        ResponseFigures earlier = before.responses();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(compared(INBOUND, now.inbound(), before.inbound()));
        rows.add(compared(OUTBOUND, now.outbound(), before.outbound()));
        rows.add(compared(CONVERSATIONS, responses.conversations(), earlier.conversations()));
        rows.add(compared(ANSWERED, responses.answered(), earlier.answered()));
        rows.add(compared(CONTACTS, now.contacts(), before.contacts()));
        rows.add(compared(PERCENT, percent(now), percent(before)));
        rows.add(compared(MEDIAN, duration(responses.medianSeconds()), duration(earlier.medianSeconds())));
        rows.add(compared(P90, duration(responses.p90Seconds()), duration(earlier.p90Seconds())));
        rows.add(compared(OPEN, engagement.whole().open(), null));
        CaseCounts cases = now.cases();
        if (cases != null) {
            CaseCounts cased = before.cases() == null ? CaseCounts.NONE : before.cases();
            rows.add(compared(LEADS, cases.leads(), cased.leads()));
            rows.add(compared(TICKETS, cases.tickets(), cased.tickets()));
        }
        Period period = engagement.period();
        rows.add(row(
                label(new Column("period", "table.period")),
                days(period),
                engagement.comparable()
                        ? days(period.previous())
                        : new Label("", new Method(words, engagement).comparison())));
        return table(
                "summary",
                rows,
                new Column("figure", "table.figure"),
                new Column("this_period", "table.now"),
                new Column("period_before", "table.before"));
    }

    /** A dash where there is nothing to compare with: an empty cell looks forgotten. The last line tells the reason. */
    private List<@Nullable Object> compared(Column figure, @Nullable Object now, @Nullable Object before) {
        Object then = engagement.comparable() ? before : null;
        return row(label(figure), now, then == null ? NOT_KNOWN : then);
    }

    /** First and last day. */
    private Label days(Period period) {
        return new Label(period.from() + "/" + period.to().minusDays(1), new PeriodWords(words).range(period));
    }

    private Label label(Column column) {
        return new Label(column.key(), words.text(column.heading()));
    }

    private Table volume() {
        Bins bins = engagement.bins();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        addVolume(rows, new Label(ALL, words.text("scope.all")), engagement.whole());
        if (engagement.accounts().size() > 1) {
            engagement.accounts().stream()
                    .filter(part -> !part.now().empty())
                    .forEach(part -> addVolume(rows, part.name(), part));
        }
        return table(
                "volume",
                rows,
                ACCOUNT,
                new Column("from", bins.size() == Bins.Size.HOUR ? "table.from" : "table.firstDay"),
                INBOUND,
                OUTBOUND,
                ACCOUNT_ID);
    }

    private void addVolume(List<List<@Nullable Object>> rows, Object name, Part part) {
        Bins bins = engagement.bins();
        for (int bin = 0; bin < bins.count(); bin++) {
            Object when = bins.size() == Bins.Size.HOUR ? bins.starts().get(bin).atZone(bins.zone()) : bins.day(bin);
            rows.add(row(name, when, part.series().inbound(bin), part.series().outbound(bin), id(part)));
        }
    }

    private static @Nullable String id(Part part) {
        return part.account() == null ? null : part.account().id();
    }

    private Table accounts() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        engagement.accounts().forEach(part -> rows.add(account(part.name(), part)));
        if (engagement.accounts().size() != 1) {
            rows.add(account(new Label(ALL, words.text("table.together")), engagement.whole()));
        }
        return table(
                "accounts",
                rows,
                ACCOUNT,
                ACCOUNT_ID,
                INBOUND,
                OUTBOUND,
                CONTACTS,
                CONVERSATIONS,
                ANSWERED,
                PERCENT,
                MEDIAN,
                P90,
                OPEN,
                LEADS,
                new Column("leads_before", "table.leadsBefore"),
                TICKETS,
                new Column("tickets_before", "table.ticketsBefore"));
    }

    private List<@Nullable Object> account(Object name, Part part) {
        Figures now = part.now();
        ResponseFigures responses = now.responses();
        return row(
                name,
                id(part),
                now.inbound(),
                now.outbound(),
                now.contacts(),
                responses.conversations(),
                responses.answered(),
                percent(now),
                duration(responses.medianSeconds()),
                duration(responses.p90Seconds()),
                part.open(),
                leads(now),
                then(leads(now), leads(part.before())),
                tickets(now),
                then(tickets(now), tickets(part.before())));
    }

    private @Nullable Object then(@Nullable Long now, @Nullable Long before) {
        return now == null || engagement.comparable() ? before : NOT_KNOWN;
    }

    private static @Nullable Long leads(Figures figures) {
        CaseCounts cases = figures.cases();
        return cases == null ? null : cases.leads();
    }

    private static @Nullable Long tickets(Figures figures) {
        CaseCounts cases = figures.cases();
        return cases == null ? null : cases.tickets();
    }

    private Table hours() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (DayOfWeek day : words.week()) {
            for (int hour = 0; hour < 24; hour++) {
                rows.add(row(
                        new Label(day.name(), words.weekday(day)),
                        hour,
                        engagement.whole().series().heat().count(day, hour)));
            }
        }
        return table("hours", rows, new Column("weekday", "table.weekday"), new Column("hour", "table.hour"), INBOUND);
    }

    private Table open() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Part part : engagement.accounts()) {
            if (part.open() > 0) {
                rows.add(row(part.name(), part.open(), id(part)));
            }
        }
        if (rows.isEmpty()) {
            rows.add(row(new Label(ALL, words.text("table.noneOpen")), 0L, null));
        }
        return table("open", rows, ACCOUNT, OPEN, ACCOUNT_ID);
    }

    private Table method() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(row(new Label("period", words.text("table.period")), days(engagement.period())));
        for (Method.Note note : new Method(words, engagement).notes()) {
            rows.add(row(new Label(note.key(), note.about()), note.text()));
        }
        return table("method", rows, new Column("about", "table.about"), new Column("note", "table.note"));
    }

    private static @Nullable Double percent(Figures figures) {
        Double share = figures.answeredShare();
        return share == null ? null : Math.round(share * 10000) / 100.0;
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private Table table(String key, List<List<@Nullable Object>> rows, Column... columns) {
        return new Table(
                words.text("sheet." + key),
                Arrays.stream(columns)
                        .map(column -> words.text(column.heading()))
                        .toList(),
                rows,
                key,
                Arrays.stream(columns).map(Column::key).toList());
    }
}
