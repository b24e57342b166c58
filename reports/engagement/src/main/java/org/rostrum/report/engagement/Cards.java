package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.report.engagement.Change.Better;
import org.rostrum.report.engagement.Change.Tone;

/** The headline figures of an account or of all, each with its change against the period before where there is one. */
final class Cards {
    /** The order of the figures. */
    static final int INBOUND = 0;

    static final int OUTBOUND = 1;
    static final int CONVERSATIONS = 2;
    static final int ANSWERED = 4;
    static final int MEDIAN = 5;
    static final int P90 = 6;
    static final int OPEN = 7;

    private static final int IN_A_ROW = 5;

    private final Words words;
    private final boolean comparable;

    Cards(Words words, boolean comparable) {
        this.words = words;
        this.comparable = comparable;
    }

    /**
     * One figure.
     *
     * @param brief its label where there is little room
     * @param change null when there is nothing to hold it against
     * @param remark stands in place of a change
     */
    record Card(String label, String brief, String value, @Nullable Change change, String remark) {}

    /** Ten figures; eight when nobody routes what was said. */
    List<Card> of(Engagement.Part part) {
        Figures now = part.now();
        Figures before = part.before();
        ResponseFigures responses = now.responses();
        ResponseFigures earlier = before.responses();
        List<Card> cards = new ArrayList<>();
        cards.add(count("card.inbound", "legend.inbound", now.inbound(), before.inbound()));
        cards.add(count("card.outbound", "legend.outbound", now.outbound(), before.outbound()));
        cards.add(
                count("card.conversations", "small.conversations", responses.conversations(), earlier.conversations()));
        cards.add(count("card.contacts", "small.contacts", now.contacts(), before.contacts()));
        cards.add(new Card(
                words.text("card.answered"),
                words.text("small.answered"),
                words.percent(now.answeredShare()),
                comparable ? Change.points(now.answeredShare(), before.answeredShare(), words) : null,
                ""));
        boolean compared = now.timed() && before.timed();
        cards.add(time(
                "card.short.median",
                "head.median",
                now.timed(),
                compared,
                responses.medianSeconds(),
                earlier.medianSeconds()));
        cards.add(time(
                "card.short.p90", "head.p90", now.timed(), compared, responses.p90Seconds(), earlier.p90Seconds()));
        cards.add(new Card(
                words.text("card.open"),
                words.text("head.open"),
                words.number(part.open()),
                null,
                words.text("card.open.remark")));
        CaseCounts cases = now.cases();
        if (cases != null) {
            CaseCounts cased = before.cases() == null ? CaseCounts.NONE : before.cases();
            cards.add(count("card.leads", "card.leads", cases.leads(), cased.leads()));
            cards.add(count("card.tickets", "card.tickets", cases.tickets(), cased.tickets()));
        }
        return cards;
    }

    private Card count(String label, String brief, long now, long before) {
        return new Card(
                words.text(label),
                words.text(brief),
                words.number(now),
                comparable ? Change.count(now, before, words) : null,
                "");
    }

    private Card time(
            String label, String brief, boolean shown, boolean compared, @Nullable Long now, @Nullable Long before) {
        return new Card(
                words.text(label),
                words.text(brief),
                words.duration(shown ? now : null),
                comparable && compared
                        ? Change.relative(now, before, words.duration(before), Better.LESS, words)
                        : null,
                "");
    }

    /** Bands of five cards each. */
    void addTo(List<Row> rows, String part, Engagement.Part figures) {
        List<Card> cards = of(figures);
        for (int from = 0; from < cards.size(); from += IN_A_ROW) {
            Row row = new Row(comparable ? Row.Band.CARDS : Row.Band.PLAIN_CARDS, part);
            for (int place = 1; place <= IN_A_ROW && from + place <= cards.size(); place++) {
                Card card = cards.get(from + place - 1);
                row.with("label" + place, card.label()).with("value" + place, card.value());
                if (comparable) {
                    row.with("change" + place, markup(card, true));
                    Change change = card.change();
                    if (change != null && change.direction() != 0) {
                        row.with("arrow" + place, arrow(change));
                    }
                }
            }
            rows.add(row);
        }
    }

    /** The figures of a small account in one band. */
    Row small(String part, Engagement.Part figures) {
        Row row = new Row(comparable ? Row.Band.SMALL : Row.Band.PLAIN_SMALL, part);
        List<Card> cards = of(figures);
        for (int place = 1; place <= cards.size(); place++) {
            Card card = cards.get(place - 1);
            row.with("label" + place, card.brief()).with("value" + place, card.value());
            if (comparable && card.change() != null) {
                row.with("change" + place, markup(card, false));
            }
        }
        return row;
    }

    private static String markup(Card card, boolean before) {
        Change change = card.change();
        if (change == null) {
            return Svg.escape(card.remark());
        }
        String from = before ? Svg.escape(change.before()) : "";
        if (change.amount().equals(Words.NOTHING)) {
            return from;
        }
        String amount = "<style forecolor=\"" + colour(change.tone()) + "\" isBold=\"true\">"
                + Svg.escape(change.amount()) + "</style>";
        return from.isEmpty() ? amount : amount + "  " + from;
    }

    private static String arrow(Change change) {
        Svg svg = new Svg(7, 7, false);
        double[] up = {0.5, 6, 3.5, 1, 6.5, 6};
        double[] down = {0.5, 1, 3.5, 6, 6.5, 1};
        return svg.area(change.direction() > 0 ? up : down, colour(change.tone()), 1)
                .toString();
    }

    private static String colour(Tone tone) {
        return switch (tone) {
            case GOOD -> Look.GOOD;
            case BAD -> Look.BAD;
            case NEUTRAL -> Look.INK;
        };
    }
}
