package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.report.engagement.Engagement.Part;
import org.rostrum.report.engagement.Row.Band;
import org.rostrum.report.engagement.Row.Table;

/** The table that compares the accounts: first responses, what is open, and what became leads and tickets. */
final class AccountTables {
    static final int SCALE_WIDTH = 78;
    static final int SCALE_HEIGHT = 18;
    static final int AXIS_HEIGHT = 10;

    private final Words words;
    private final Engagement engagement;
    private final Anchors anchors;
    private final TimeScale scale;

    AccountTables(Words words, Engagement engagement, Anchors anchors) {
        this.words = words;
        this.engagement = engagement;
        this.anchors = anchors;
        this.scale = new TimeScale(words, SCALE_WIDTH, slowest());
    }

    private long slowest() {
        List<Part> shown = new ArrayList<>(engagement.accounts());
        shown.add(engagement.whole());
        return shown.stream()
                .filter(part -> part.now().timed())
                .map(part -> part.now().responses().p90Seconds())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** A line for each account, and one for all together. */
    List<Row> lines(String part) {
        List<Row> rows = new ArrayList<>();
        String caption = words.text("accounts.caption");
        if (!engagement.accounts().stream().allMatch(account -> account.now().timed())) {
            caption += words.text("accounts.few", words.number(Figures.ANSWERS_FOR_TIMES));
        }
        String axis = scale.axis(AXIS_HEIGHT);
        for (Part account : engagement.accounts()) {
            rows.add(line(part, account.name(), anchors.of(account), account));
        }
        if (engagement.accounts().size() != 1) {
            rows.add(line(part, words.text("table.together"), null, engagement.whole())
                    .with("strong", true));
        }
        for (Row row : rows) {
            row.with("caption", caption).with("axis", axis);
            if (engagement.whole().now().cases() != null) {
                row.with("headLeads", words.text("head.leads")).with("headTickets", words.text("head.tickets"));
            }
        }
        return rows;
    }

    private Row line(String part, String name, @Nullable String anchor, Part account) {
        Figures figures = account.now();
        ResponseFigures responses = figures.responses();
        Long median = figures.timed() ? responses.medianSeconds() : null;
        Long p90 = figures.timed() ? responses.p90Seconds() : null;
        Row row = new Row(Band.ACCOUNT, part)
                .in(Table.ACCOUNTS)
                .with("c1", name)
                .with(
                        "c2",
                        words.text(
                                "table.answeredOf",
                                words.number(responses.answered()),
                                words.number(responses.conversations())))
                .with("c3", words.percent(figures.answeredShare()))
                .with("c4", words.duration(median))
                .with("c5", words.duration(p90))
                .with("c6", words.number(account.open()));
        if (median != null && p90 != null) {
            row.with("svg", scale.times(median, p90, SCALE_HEIGHT))
                    .with("alt", words.text("table.bar", words.duration(median), words.duration(p90)));
        } else {
            row.with("svg", scale.empty(SCALE_HEIGHT)).with("alt", words.text("table.few"));
        }
        CaseCounts cases = figures.cases();
        if (cases != null) {
            row.with("c7", words.number(cases.leads())).with("c8", words.number(cases.tickets()));
        }
        if (anchor != null) {
            row.with("anchor", anchor);
        }
        return row;
    }
}
