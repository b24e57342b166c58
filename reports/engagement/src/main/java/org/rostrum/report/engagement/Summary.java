package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What stands out and the main figures in a few sentences, for the mail that carries the report. */
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
        List<String> lines = new ArrayList<>();
        lines.add(new Highlights(words, engagement).text());
        lines.add(words.text(
                "summary.volume",
                with(cards.get(Cards.INBOUND)),
                with(cards.get(Cards.OUTBOUND)),
                with(cards.get(Cards.CONVERSATIONS))));
        lines.add(
                engagement.whole().now().timed()
                        ? words.text(
                                "summary.response",
                                with(cards.get(Cards.ANSWERED)),
                                with(cards.get(Cards.MEDIAN)),
                                with(cards.get(Cards.P90)))
                        : words.text("summary.responseFew", with(cards.get(Cards.ANSWERED))));
        lines.add(words.text("summary.open", cards.get(Cards.OPEN).value()));
        if (cards.size() > Cards.OPEN + 1) {
            lines.add(words.text("summary.cases", with(cards.get(Cards.OPEN + 1)), with(cards.get(Cards.OPEN + 2))));
        }
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private String with(Cards.Card card) {
        Change change = card.change();
        return change == null || change.direction() == 0
                ? card.value()
                : words.text("summary.change", card.value(), change.amount());
    }
}
