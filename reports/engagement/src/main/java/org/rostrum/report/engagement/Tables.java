package org.rostrum.report.engagement;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.spi.report.ReportContent.Table;

/** The figures as plain tables, for spreadsheets: numbers stay numbers, and nothing is rounded. */
final class Tables {
    private final Words words;
    private final Engagement engagement;

    Tables(Words words, Engagement engagement) {
        this.words = words;
        this.engagement = engagement;
    }

    List<Table> all() {
        return List.of(summary(), volume(), accounts(), hours(), open(), method());
    }

    private Table summary() {
        Figures now = engagement.whole().now();
        Figures before = engagement.whole().before();
        ResponseFigures responses = now.responses();
        ResponseFigures earlier = before.responses();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(compared("card.inbound", now.inbound(), before.inbound()));
        rows.add(compared("card.outbound", now.outbound(), before.outbound()));
        rows.add(compared("card.conversations", responses.conversations(), earlier.conversations()));
        rows.add(compared("table.answered", responses.answered(), earlier.answered()));
        rows.add(compared("card.contacts", now.contacts(), before.contacts()));
        rows.add(compared("table.answeredPercent", percent(now), percent(before)));
        rows.add(compared("card.median", duration(responses.medianSeconds()), duration(earlier.medianSeconds())));
        rows.add(compared("card.p90", duration(responses.p90Seconds()), duration(earlier.p90Seconds())));
        rows.add(row(words.text("card.open"), engagement.whole().open(), null));
        CaseCounts cases = now.cases();
        if (cases != null) {
            CaseCounts cased = before.cases() == null ? CaseCounts.NONE : before.cases();
            rows.add(compared("card.leads", cases.leads(), cased.leads()));
            rows.add(compared("card.tickets", cases.tickets(), cased.tickets()));
        }
        return table(
                "sheet.summary", rows, words.text("table.figure"), words.text("table.now"), words.text("table.before"));
    }

    private List<@Nullable Object> compared(String key, @Nullable Object now, @Nullable Object before) {
        return row(words.text(key), now, engagement.comparable() ? before : null);
    }

    private Table volume() {
        Bins bins = engagement.bins();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        addVolume(rows, words.text("scope.all"), engagement.whole());
        if (engagement.accounts().size() > 1) {
            engagement.accounts().stream()
                    .filter(part -> !part.now().empty())
                    .forEach(part -> addVolume(rows, part.name(), part));
        }
        return table(
                "sheet.volume",
                rows,
                words.text("table.account"),
                words.text(bins.size() == Bins.Size.HOUR ? "table.from" : "table.firstDay"),
                words.text("card.inbound"),
                words.text("card.outbound"));
    }

    private void addVolume(List<List<@Nullable Object>> rows, String name, Part part) {
        Bins bins = engagement.bins();
        for (int bin = 0; bin < bins.count(); bin++) {
            Object when = bins.size() == Bins.Size.HOUR ? bins.starts().get(bin).atZone(bins.zone()) : bins.day(bin);
            rows.add(row(name, when, part.series().inbound(bin), part.series().outbound(bin)));
        }
    }

    private Table accounts() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Part part : engagement.accounts()) {
            Figures now = part.now();
            ResponseFigures responses = now.responses();
            rows.add(row(
                    part.name(),
                    part.account() == null ? null : part.account().id(),
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
                    engagement.comparable() ? leads(part.before()) : null,
                    tickets(now),
                    engagement.comparable() ? tickets(part.before()) : null));
        }
        return table(
                "sheet.accounts",
                rows,
                words.text("table.account"),
                words.text("table.accountId"),
                words.text("card.inbound"),
                words.text("card.outbound"),
                words.text("card.contacts"),
                words.text("card.conversations"),
                words.text("table.answered"),
                words.text("table.answeredPercent"),
                words.text("card.median"),
                words.text("card.p90"),
                words.text("card.open"),
                words.text("card.leads"),
                words.text("table.leadsBefore"),
                words.text("card.tickets"),
                words.text("table.ticketsBefore"));
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
                        words.weekday(day),
                        hour,
                        engagement.whole().series().heat().count(day, hour)));
            }
        }
        return table(
                "sheet.hours", rows, words.text("table.weekday"), words.text("table.hour"), words.text("card.inbound"));
    }

    private Table open() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Part part : engagement.accounts()) {
            if (part.open() > 0) {
                rows.add(row(part.name(), part.open()));
            }
        }
        return table("sheet.open", rows, words.text("table.account"), words.text("card.open"));
    }

    private Table method() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        PeriodWords periods = new PeriodWords(words);
        rows.add(row(words.text("table.period"), periods.range(engagement.period())));
        for (Method.Note note : new Method(words, engagement).notes()) {
            rows.add(row(note.about(), note.text()));
        }
        return table("sheet.method", rows, words.text("table.about"), words.text("table.note"));
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

    private Table table(String name, List<List<@Nullable Object>> rows, String... columns) {
        return new Table(words.text(name), List.of(columns), rows);
    }
}
