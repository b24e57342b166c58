package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.report.engagement.Row.Band;
import org.rostrum.report.engagement.Row.Table;

/** The lines of the two tables that compare the accounts. */
final class AccountTables {
    static final int RESPONSE_BAR = 92;
    static final int OPEN_BAR = 262;

    private final Words words;
    private final Engagement engagement;
    private final Anchors anchors;

    AccountTables(Words words, Engagement engagement, Anchors anchors) {
        this.words = words;
        this.engagement = engagement;
        this.anchors = anchors;
    }

    /** A line for each account, and one for all together. */
    List<Row> responses(String part) {
        List<Row> rows = new ArrayList<>();
        long full = barEnd();
        boolean cut = engagement.accounts().stream()
                .map(account -> account.now().responses().p90Seconds())
                .anyMatch(p90 -> p90 != null && p90 > full);
        for (Part account : engagement.accounts()) {
            rows.add(response(part, account.name(), anchors.of(account), account.now(), full, cut));
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
        return rows;
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
        ResponseFigures responses = figures.responses();
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

    /** A line for each account with open conversations, most first; one that says so when there are none. */
    List<Row> open(String part) {
        List<Row> rows = new ArrayList<>();
        List<Part> waiting = engagement.accounts().stream()
                .filter(account -> account.open() > 0)
                .sorted(Comparator.comparingLong(Part::open).reversed().thenComparing(Part::name))
                .toList();
        if (waiting.isEmpty()) {
            rows.add(new Row(Band.OPEN, part).in(Table.OPEN).with("c1", words.text("open.none")));
            return rows;
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
        return rows;
    }
}
