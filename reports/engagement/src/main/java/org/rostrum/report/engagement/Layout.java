package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.report.engagement.Row.Band;
import org.rostrum.report.engagement.Row.Table;

/** Lays the figures out as the bands of the template, in the order they are printed. */
final class Layout {
    /** Width between the margins. */
    static final int WIDTH = 499;

    static final int VOLUME_HEIGHT = 176;
    static final int HEAT_HEIGHT = 160;

    /** More lines of tables than this, and the notes would be torn in two: they begin a page. */
    private static final int MOST_LINES_ABOVE_METHOD = 7;

    private static final String OVERVIEW = "overview";

    private final Words words;
    private final PeriodWords periods;
    private final Engagement engagement;
    private final Method method;
    private final Anchors anchors;
    private final List<Row> rows = new ArrayList<>();

    Layout(Words words, Engagement engagement) {
        this.words = words;
        this.periods = new PeriodWords(words);
        this.engagement = engagement;
        this.method = new Method(words, engagement);
        this.anchors = new Anchors(engagement);
    }

    List<Map<String, Object>> rows() {
        String name = engagement.name();
        part(OVERVIEW, words.text("report.title"), name == null ? words.text("scope.all") : name, engagement.whole());
        String last = OVERVIEW;
        AccountTables tables = new AccountTables(words, engagement, anchors);
        if (!engagement.whole().now().empty()) {
            last = "tables";
            rows.addAll(tables.responses(last));
        }
        if (!engagement.whole().silent()) {
            rows.addAll(tables.open(last));
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
        for (Part account : engagement.pages()) {
            String anchor = anchors.of(account);
            part(anchor == null ? account.name() : anchor, words.text("account.overline"), account.name(), account);
        }
        return rows.stream().map(Row::fields).toList();
    }

    private void part(String part, String overline, String title, Part figures) {
        Row cover = new Row(Band.COVER, part)
                .with("overline", overline)
                .with("title", title)
                .with("caption", coverCaption())
                .with("anchor", part.equals(OVERVIEW) ? overline : part);
        rows.add(cover);
        new Cards(words, engagement.comparable()).addTo(rows, part, figures);
        rows.add(new Row(Band.NOTE, part).with("caption", method.comparison() + method.unfinished()));
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
}
