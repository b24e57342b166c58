package org.rostrum.report.engagement;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Names pieces of time, and says which of them were the busiest: all of them when several share the first place. */
final class Moments {
    /** More than this share the first place, and none of them stands out. */
    private static final int MOST_NAMED = 3;

    private final Words words;
    private final Bins bins;

    Moments(Words words, Bins bins) {
        this.words = words;
        this.bins = bins;
    }

    /** A piece of time as people call it. */
    String name(int bin) {
        LocalDate day = bins.day(bin);
        return switch (bins.size()) {
            case HOUR -> words.text(
                    "heat.slot", words.date(day), words.hour(bins.hour(bin)), words.hour(bins.hour(bin) + 1));
            case DAY -> words.date(day);
            case WEEK -> words.text("volume.weekOf", words.date(day));
            case MONTH -> words.pattern("pattern.month", day);
        };
    }

    /** When most came in; empty when nothing stands out. */
    String busiest(Series series) {
        List<Integer> busiest = series.busiest();
        if (busiest.isEmpty() || busiest.size() > MOST_NAMED) {
            return "";
        }
        String names = busiest.stream().map(this::name).collect(Collectors.joining(words.text("heat.join")));
        return words.text(
                busiest.size() == 1 ? "volume.most" : "volume.tie",
                names,
                words.number(series.inbound(busiest.get(0))));
    }

    /** Which hours of the week were busiest. */
    String busiest(HeatMap heat) {
        List<HeatMap.Peak> peaks = heat.peaks();
        if (peaks.isEmpty()) {
            return words.text("heat.none");
        }
        String count = words.number(peaks.get(0).count());
        if (peaks.size() > MOST_NAMED) {
            return words.counted("heat.many", peaks.size(), count);
        }
        String names = peaks.stream()
                .map(peak -> words.text(
                        "heat.slot", words.weekday(peak.day()), words.hour(peak.hour()), words.hour(peak.hour() + 1)))
                .collect(Collectors.joining(words.text("heat.join")));
        return words.text(peaks.size() == 1 ? "heat.caption" : "heat.tie", names, count);
    }
}
