package org.rostrum.report.engagement;

import java.util.List;

/** The main figures in a few sentences, for the mail that carries the report. */
final class Summary {
    private final Words words;
    private final Engagement engagement;

    Summary(Words words, Engagement engagement) {
        this.words = words;
        this.engagement = engagement;
    }

    String text() {
        if (engagement.whole().silent()) {
            return words.text("summary.empty", new PeriodWords(words).range(engagement.period()));
        }
        List<Cards.Card> cards = new Cards(words, engagement.comparable()).of(engagement.whole());
        return words.text("summary.volume", with(cards.get(0)), with(cards.get(1)), with(cards.get(2)))
                + "\n"
                + words.text("summary.response", with(cards.get(4)), with(cards.get(5)), with(cards.get(6)))
                + "\n"
                + words.text("summary.open", cards.get(7).value());
    }

    private String with(Cards.Card card) {
        Change change = card.change();
        return change == null || change.direction() == 0
                ? card.value()
                : words.text("summary.change", card.value(), change.amount());
    }
}
