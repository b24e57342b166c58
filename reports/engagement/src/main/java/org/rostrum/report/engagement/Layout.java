package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.report.engagement.Row.Band;
import org.rostrum.report.engagement.Row.Table;

/** Lays the figures out as the bands of the template, in the order they are printed. */
final class Layout {
    /** Width between the margins. */
    static final int WIDTH = 499;

    static final int VOLUME_HEIGHT = 176;
    static final int HEAT_HEIGHT = 160;
    static final int RESPONSE_BAR = 92;
    static final int OPEN_BAR = 262;

    /** More lines of tables than this, and the notes would be torn in two: they begin a page. */
    private static final int MOST_LINES_ABOVE_METHOD = 7;

    private static final String OVERVIEW = "overview";

    private final Words words;
    private final PeriodWords periods;
    private final Engagement engagement;
    private final Method method;
    private final List<Row> rows = new ArrayList<>();

    Layout(Words words, Engagement engagement) {
        this.words = words;
        this.periods = new PeriodWords(words);
        this.engagement = engagement;
        this.method = new Method(words, engagement);
    }

    List<Map<String, Object>> rows() {
        String name = engagement.name();
        part(OVERVIEW, words.text("report.title"), name == null ? words.text("scope.all") : name, engagement.whole());
        String last = OVERVIEW;
        if (!engagement.whole().now().empty()) {
            last = "tables";
            responses(last);
        }
        if (!engagement.whole().silent()) {
            open(last);
        }
        long lines = rows.stream()
                .filter(row -> row.is(Band.RESPONSE) || row.is(Band.OPEN))
                .count();
        if (lines > MOST_LINES_ABOVE_METHOD) {
            last = "method";
        }
        for (Method.Note note : method.notes()) {
            rows.add(new Row(Band.METHOD, last)
                    .in(Table.METHOD)
                    .with("c1", note.about())
                    .with("c2", note.text()));
        }
        int page = 0;
        for (Part account : engagement.pages()) {
            page++;
            part("account-" + page, words.text("account.overline"), account.name(), account);
        }
        return rows.stream().map(Row::fields).toList();
    }

    private void part(String part, String overline, String title, Part figures) {
        Row cover = new Row(Band.COVER, part)
                .with("overline", overline)
                .with("title", title)
                .with("caption", coverCaption())
                .with("bookmark", part.equals(OVERVIEW) ? overline : title);
        rows.add(cover.with("anchor", part));
        new Cards(words, engagement.comparable()).addTo(rows, part, figures);
        rows.add(new Row(Band.NOTE, part).with("caption", method.comparison()));
        if (figures.now().empty()) {
            rows.add(new Row(Band.EMPTY, part)
                    .with("title", words.text("empty.title"))
                    .with("caption", method.emptiness()));
            return;
        }
        Series series = figures.series();
        Bins bins = engagement.bins();
        String most = series.totalInbound() == 0
                ? ""
                : words.text(
                        "volume.most",
                        bins.size() == Bins.Size.HOUR ? words.hour(bins.hour(series.busiest())) : span(bins, series),
                        words.number(series.inbound(series.busiest())));
        String volumeCaption = words.text("volume." + bins.size().name().toLowerCase(java.util.Locale.ROOT))
                + (bins.ragged() ? words.text("volume.ragged") : "");
        rows.add(heading(part, "volume.title", volumeCaption)
                .with("legendIn", words.text("legend.inbound"))
                .with("legendOut", words.text("legend.outbound")));
        rows.add(new Row(Band.VOLUME, part)
                .with("svg", new VolumeChart(words, WIDTH, VOLUME_HEIGHT).draw(bins, series))
                .with("caption", most)
                .with(
                        "alt",
                        words.text(
                                "volume.alt",
                                words.number(series.totalInbound()),
                                words.number(series.totalOutbound()),
                                most)));
        HeatMap.Peak peak = series.heat().peak();
        String busiest = peak.count() == 0
                ? words.text("heat.none")
                : words.text(
                        "heat.caption",
                        words.weekday(peak.day()),
                        words.hour(peak.hour()),
                        words.hour(peak.hour() + 1),
                        words.number(peak.count()));
        rows.add(heading(
                part,
                "heat.title",
                words.text("heat.what", words.zoneId(engagement.period().zone()))));
        rows.add(new Row(Band.HEAT, part)
                .with("svg", new HeatChart(words, WIDTH, HEAT_HEIGHT).draw(series.heat()))
                .with("caption", busiest)
                .with("alt", busiest));
    }

    private String coverCaption() {
        String name = periods.name(engagement.period());
        String range = periods.range(engagement.period());
        String zone = words.zoneId(engagement.period().zone());
        return name.equals(range) || engagement.period().days() == 1
                ? words.text("cover.range", range, zone)
                : words.text("cover.named", name, range, zone);
    }

    private String span(Bins bins, Series series) {
        java.time.LocalDate day = bins.day(series.busiest());
        return switch (bins.size()) {
            case HOUR, DAY -> words.date(day);
            case WEEK -> words.text("volume.weekOf", words.date(day));
            case MONTH -> words.pattern("pattern.month", day);
        };
    }

    private Row heading(String part, String key, String caption) {
        return new Row(Band.HEADING, part).with("title", words.text(key)).with("caption", caption);
    }

    private void responses(String part) {
        long full = barEnd();
        boolean cut = engagement.accounts().stream()
                .map(account -> account.now().responses().p90Seconds())
                .anyMatch(p90 -> p90 != null && p90 > full);
        int page = 0;
        boolean linked = !engagement.pages().isEmpty();
        for (Part account : engagement.accounts()) {
            String anchor = linked && !account.silent() ? "account-" + ++page : null;
            rows.add(response(part, account.name(), anchor, account.now(), full, cut));
        }
        if (engagement.accounts().size() != 1) {
            rows.add(response(
                            part,
                            words.text("table.together"),
                            null,
                            engagement.whole().now(),
                            full,
                            cut)
                    .with("strong", true));
        }
    }

    /** The bars' right edge: the slowest 90th percentile, unless a few accounts are so slow that all others shrink. */
    private long barEnd() {
        List<Long> slowest = new ArrayList<>();
        for (Part account : engagement.accounts()) {
            Long p90 = account.now().responses().p90Seconds();
            if (p90 != null) {
                slowest.add(p90);
            }
        }
        if (slowest.isEmpty()) {
            return 0;
        }
        slowest.sort(Comparator.naturalOrder());
        long usual = slowest.get(slowest.size() / 2) * 4;
        long last = slowest.get(slowest.size() - 1);
        return slowest.size() > 2 && last > usual ? usual : last;
    }

    private Row response(String part, String name, @Nullable String anchor, Figures figures, long full, boolean cut) {
        var responses = figures.responses();
        Row row = new Row(Band.RESPONSE, part)
                .in(Table.RESPONSE)
                .with("caption", words.text("response.caption") + (cut ? words.text("response.cut") : ""))
                .with("c1", name)
                .with(
                        "c2",
                        words.text(
                                "table.answeredOf",
                                words.number(responses.answered()),
                                words.number(responses.conversations())))
                .with("c3", words.percent(figures.answeredShare()))
                .with("c4", words.duration(responses.medianSeconds()))
                .with("c5", words.duration(responses.p90Seconds()));
        Long median = responses.medianSeconds();
        Long p90 = responses.p90Seconds();
        if (median != null && p90 != null) {
            row.with("svg", new Bar(RESPONSE_BAR, words.rightToLeft()).nested(median, p90, full))
                    .with("alt", words.text("table.bar", words.duration(median), words.duration(p90)));
        }
        if (anchor != null) {
            row.with("anchor", anchor);
        }
        return row;
    }

    private void open(String part) {
        List<Part> waiting = engagement.accounts().stream()
                .filter(account -> account.open() > 0)
                .sorted(Comparator.comparingLong(Part::open).reversed().thenComparing(Part::name))
                .toList();
        if (waiting.isEmpty()) {
            rows.add(new Row(Band.OPEN, part).in(Table.OPEN).with("c1", words.text("open.none")));
            return;
        }
        long most = waiting.get(0).open();
        for (Part account : waiting) {
            rows.add(new Row(Band.OPEN, part)
                    .in(Table.OPEN)
                    .with("c1", account.name())
                    .with("c2", words.number(account.open()))
                    .with("svg", new Bar(OPEN_BAR, words.rightToLeft()).single(account.open(), most))
                    .with("alt", words.number(account.open())));
        }
        if (waiting.size() > 1) {
            rows.add(new Row(Band.OPEN, part)
                    .in(Table.OPEN)
                    .with("c1", words.text("table.together"))
                    .with("c2", words.number(engagement.whole().open()))
                    .with("strong", true));
        }
    }
}
