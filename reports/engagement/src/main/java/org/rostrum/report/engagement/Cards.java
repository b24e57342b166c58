package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.report.engagement.Change.Better;
import org.rostrum.report.engagement.Change.Tone;

/** The eight headline figures of an account or of all, each with its change against the period before. */
final class Cards {
    private final Words words;
    private final boolean comparable;

    Cards(Words words, boolean comparable) {
        this.words = words;
        this.comparable = comparable;
    }

    /** One figure: what it is, how much, and how it changed; null when a change makes no sense for it. */
    record Card(String label, String value, @Nullable Change change, String remark) {}

    List<Card> of(Engagement.Part part) {
        Figures now = part.now();
        Figures before = part.before();
        ResponseFigures responses = now.responses();
        ResponseFigures earlier = before.responses();
        List<Card> cards = new ArrayList<>();
        cards.add(count("card.inbound", now.inbound(), before.inbound()));
        cards.add(count("card.outbound", now.outbound(), before.outbound()));
        cards.add(count("card.conversations", responses.conversations(), earlier.conversations()));
        cards.add(count("card.contacts", now.contacts(), before.contacts()));
        cards.add(new Card(
                words.text("card.answered"),
                words.percent(now.answeredShare()),
                comparable ? Change.points(now.answeredShare(), before.answeredShare(), words) : Change.UNKNOWN,
                ""));
        cards.add(time("card.median", responses.medianSeconds(), earlier.medianSeconds()));
        cards.add(time("card.p90", responses.p90Seconds(), earlier.p90Seconds()));
        cards.add(new Card(words.text("card.open"), words.number(part.open()), null, words.text("card.open.remark")));
        return cards;
    }

    private Card count(String label, long now, long before) {
        Change change =
                comparable ? Change.relative(now, before, words.number(before), Better.NEITHER, words) : Change.UNKNOWN;
        return new Card(words.text(label), words.number(now), change, "");
    }

    private Card time(String label, @Nullable Long now, @Nullable Long before) {
        Change change =
                comparable ? Change.relative(now, before, words.duration(before), Better.LESS, words) : Change.UNKNOWN;
        return new Card(words.text(label), words.duration(now), change, "");
    }

    /** Two bands of four cards. */
    void addTo(List<Row> rows, String part, Engagement.Part figures) {
        List<Card> cards = of(figures);
        for (int line = 0; line < cards.size(); line += 4) {
            Row row = new Row(Row.Band.CARDS, part);
            for (int place = 1; place <= 4; place++) {
                Card card = cards.get(line + place - 1);
                row.with("label" + place, card.label()).with("value" + place, card.value());
                row.with("change" + place, markup(card));
                Change change = card.change();
                if (change != null && change.direction() != 0) {
                    row.with("arrow" + place, arrow(change));
                }
            }
            rows.add(row);
        }
    }

    private static String markup(Card card) {
        Change change = card.change();
        if (change == null) {
            return Svg.escape(card.remark());
        }
        String amount = "<style forecolor=\"" + colour(change.tone()) + "\" isBold=\"true\">"
                + Svg.escape(change.amount()) + "</style>";
        return change.before().isEmpty() ? amount : amount + "  " + Svg.escape(change.before());
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
