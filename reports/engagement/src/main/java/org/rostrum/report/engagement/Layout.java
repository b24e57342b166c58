package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.report.engagement.Row.Band;
import org.rostrum.report.engagement.Row.Table;

/** Lays the figures out as the bands of the template, in the order they are printed. */
final class Layout {
    /** Width between the margins. */
    static final int WIDTH = 499;

    static final int VOLUME_HEIGHT = 158;
    static final int HEAT_HEIGHT = 152;
    static final int MINI_WIDTH = 173;
    static final int MINI_HEIGHT = 62;

    /** More lines of the table than this, and the notes would be torn in two: they begin a page. */
    private static final int MOST_LINES_ABOVE_METHOD = 6;

    private static final String OVERVIEW = "overview";

    private final Words words;
    private final PeriodWords periods;
    private final Engagement engagement;
    private final Method method;
    private final Anchors anchors;
    private final Cards cards;
    private final Moments moments;
    private final List<Row> rows = new ArrayList<>();

    Layout(Words words, Engagement engagement) {
        this.words = words;
        this.periods = new PeriodWords(words);
        this.engagement = engagement;
        this.method = new Method(words, engagement);
        this.anchors = new Anchors(engagement);
        this.cards = new Cards(words, engagement.comparable());
        this.moments = new Moments(words, engagement.bins());
    }

    List<Map<String, Object>> rows() {
        overview();
        String last = OVERVIEW;
        if (!engagement.whole().silent()) {
            last = "tables";
            List<Row> lines = new AccountTables(words, engagement, anchors).lines(last);
            rows.addAll(lines);
            if (lines.size() > MOST_LINES_ABOVE_METHOD) {
                last = "method";
            }
        }
        for (Method.Note note : method.notes()) {
            rows.add(new Row(Band.METHOD, last)
                    .in(Table.METHOD)
                    .with("c1", note.about())
                    .with("c2", note.text()));
        }
        engagement.pages().forEach(this::page);
        small();
        return rows.stream().map(Row::fields).toList();
    }

    private void overview() {
        String name = engagement.name();
        Part whole = engagement.whole();
        String title = words.text("report.title");
        cover(OVERVIEW, title, name == null ? words.text("scope.all") : name, title);
        String highlights = whole.silent() ? "" : new Highlights(words, engagement).text();
        if (!highlights.isEmpty()) {
            rows.add(new Row(Band.LEAD, OVERVIEW).with("caption", highlights));
        }
        cards.addTo(rows, OVERVIEW, whole);
        rows.add(new Row(Band.NOTE, OVERVIEW)
                .with("caption", method.comparison() + method.unfinished() + method.fewAnswers()));
        if (whole.now().empty()) {
            rows.add(new Row(Band.EMPTY, OVERVIEW)
                    .with("title", words.text("empty.title"))
                    .with("caption", method.emptiness()));
        } else {
            charts(OVERVIEW, whole.series());
        }
    }

    private void page(Part account) {
        String anchor = anchor(account);
        cover(anchor, words.text("account.overline"), account.name(), anchor);
        cards.addTo(rows, anchor, account);
        if (!account.now().timed()) {
            rows.add(new Row(Band.NOTE, anchor).with("caption", few().strip()));
        }
        charts(anchor, account.series());
    }

    private void small() {
        String part = "small";
        List<Part> accounts = engagement.small();
        for (Part account : accounts) {
            if (account.equals(accounts.get(0))) {
                rows.add(legend(new Row(Band.SHARED, part)
                        .with("title", words.text("small.title"))
                        .with("caption", smallCaption(accounts))));
            }
            Series series = account.series();
            Row row = cards.small(part, account).with("title", account.name()).with("anchor", anchor(account));
            if (!account.now().empty()) {
                row.with("svg", new MiniChart(words, MINI_WIDTH, MINI_HEIGHT).draw(engagement.bins(), series))
                        .with("alt", inWords(series));
            }
            rows.add(row);
        }
    }

    private String smallCaption(List<Part> accounts) {
        String caption = words.text(
                "small.caption",
                words.number(Engagement.CONVERSATIONS_FOR_A_PAGE),
                words.number(Engagement.MESSAGES_FOR_A_PAGE));
        return accounts.stream().allMatch(account -> account.now().timed())
                ? caption
                : caption + words.text("heat.join") + few().strip();
    }

    /** Why there is a dash where a median could be. */
    private String few() {
        return words.text("accounts.few", words.number(Figures.ANSWERS_FOR_TIMES));
    }

    private String anchor(Part account) {
        String anchor = anchors.of(account);
        return anchor == null ? account.name() : anchor;
    }

    private void cover(String part, String overline, String title, String anchor) {
        rows.add(new Row(Band.COVER, part)
                .with("overline", overline)
                .with("title", title)
                .with("caption", coverCaption())
                .with("anchor", anchor));
    }

    private void charts(String part, Series series) {
        Bins bins = engagement.bins();
        rows.add(legend(heading(part, "volume.title", words.text("volume." + lower(bins.size())) + incomplete(bins))));
        rows.add(new Row(Band.VOLUME, part)
                .with("svg", new VolumeChart(words, WIDTH, VOLUME_HEIGHT).draw(bins, series))
                .with("caption", moments.busiest(series))
                .with("alt", inWords(series)));
        String busiest = moments.busiest(series.heat());
        rows.add(heading(
                part,
                "heat.title",
                words.text("heat.what", words.zoneId(engagement.period().zone()))));
        rows.add(new Row(Band.HEAT, part)
                .with("svg", new HeatChart(words, WIDTH, HEAT_HEIGHT).draw(series.heat()))
                .with("caption", busiest)
                .with("alt", busiest));
    }

    private String incomplete(Bins bins) {
        return bins.incomplete() == Bins.Incomplete.NONE
                ? ""
                : words.text("volume.incomplete." + lower(bins.size()) + "." + lower(bins.incomplete()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private String inWords(Series series) {
        return words.text(
                "volume.alt",
                words.number(series.totalInbound()),
                words.number(series.totalOutbound()),
                moments.busiest(series));
    }

    private String coverCaption() {
        String name = periods.name(engagement.period());
        String range = periods.range(engagement.period());
        String zone = words.zoneId(engagement.period().zone());
        return name.equals(range) || engagement.period().days() == 1
                ? words.text("cover.range", range, zone)
                : words.text("cover.named", name, range, zone);
    }

    private Row legend(Row row) {
        return row.with("legendIn", words.text("legend.inbound")).with("legendOut", words.text("legend.outbound"));
    }

    private Row heading(String part, String key, String caption) {
        return new Row(Band.HEADING, part).with("title", words.text(key)).with("caption", caption);
    }
}
