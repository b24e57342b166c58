package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.report.engagement.Change.Better;
import org.rostrum.report.engagement.Engagement.Part;

/**
 * What stands out, in at most two sentences: the largest change, the slowest account, what waits, and the peak, in this order
 * and only where the figures are large enough to say so. The same figures always give the same sentences.
 */
final class Highlights {
    private static final int MOST = 2;

    /** Counts below this change by chance. */
    private static final long FEW = 30;

    private static final double NOTABLE = 0.1;

    /** How many times slower than all together an account must be. */
    private static final long SLOW = 2;

    private final Words words;
    private final Engagement engagement;
    private final Moments moments;

    Highlights(Words words, Engagement engagement) {
        this.words = words;
        this.engagement = engagement;
        this.moments = new Moments(words, engagement.bins());
    }

    /** Empty when nothing stands out. */
    String text() {
        List<String> sentences = new ArrayList<>();
        change().ifPresent(sentences::add);
        slowest().ifPresent(sentences::add);
        waiting().ifPresent(sentences::add);
        peak().ifPresent(sentences::add);
        allAnswered().ifPresent(sentences::add);
        return String.join(words.text("stand.join"), sentences.subList(0, Math.min(MOST, sentences.size())));
    }

    /** A figure that may have changed, with how much, as a ratio in logarithms, and the sentence about it. */
    private record Candidate(double size, String key, String before, String now, Change change) {}

    private Optional<String> change() {
        if (!engagement.comparable()) {
            return Optional.empty();
        }
        Figures now = engagement.whole().now();
        Figures before = engagement.whole().before();
        List<Candidate> candidates = new ArrayList<>();
        count(candidates, "inbound", now.inbound(), before.inbound());
        count(
                candidates,
                "conversations",
                now.responses().conversations(),
                before.responses().conversations());
        CaseCounts cases = now.cases();
        CaseCounts earlier = before.cases();
        if (cases != null && earlier != null) {
            count(candidates, "leads", cases.leads(), earlier.leads());
            count(candidates, "tickets", cases.tickets(), earlier.tickets());
        }
        times(candidates, now, before);
        share(candidates, now, before);
        // the first of equals, so that the order above decides
        return candidates.stream()
                .reduce((one, other) -> other.size() > one.size() ? other : one)
                .map(found -> words.text(
                        "stand." + found.key() + (found.change().direction() > 0 ? ".up" : ".down"),
                        found.before(),
                        found.now(),
                        found.change().amount()));
    }

    private void count(List<Candidate> candidates, String key, long now, long before) {
        if (now >= FEW && before >= FEW) {
            Change change = Change.relative(now, before, words.number(before), Better.NEITHER, words);
            add(candidates, key, (double) now / before, words.number(before), words.number(now), change);
        }
    }

    private void times(List<Candidate> candidates, Figures now, Figures before) {
        Long median = now.responses().medianSeconds();
        Long earlier = before.responses().medianSeconds();
        if (now.timed() && before.timed() && median != null && earlier != null && median > 0 && earlier > 0) {
            String was = words.duration(earlier);
            Change change = Change.relative(median, earlier, was, Better.LESS, words);
            add(candidates, "median", (double) median / earlier, was, words.duration(median), change);
        }
    }

    private void share(List<Candidate> candidates, Figures now, Figures before) {
        Double answered = now.answeredShare();
        Double earlier = before.answeredShare();
        boolean many =
                now.responses().conversations() >= FEW && before.responses().conversations() >= FEW;
        if (many && answered != null && earlier != null && answered > 0 && earlier > 0) {
            Change change = Change.points(answered, earlier, words);
            add(candidates, "answered", answered / earlier, words.percent(earlier), words.percent(answered), change);
        }
    }

    private static void add(
            List<Candidate> candidates, String key, double ratio, String before, String now, Change change) {
        if (Math.abs(ratio - 1) >= NOTABLE && change.direction() != 0) {
            candidates.add(new Candidate(Math.abs(Math.log(ratio)), key, before, now, change));
        }
    }

    private Optional<String> slowest() {
        Figures whole = engagement.whole().now();
        Long usual = whole.responses().medianSeconds();
        List<Part> timed = engagement.accounts().stream()
                .filter(account -> account.now().timed())
                .toList();
        if (usual == null || timed.size() < 2) {
            return Optional.empty();
        }
        return only(timed, Comparator.comparingLong(account -> Objects.requireNonNullElse(median(account), 0L)))
                .filter(account -> Objects.requireNonNullElse(median(account), 0L) >= Math.max(usual, 1) * SLOW)
                .map(account -> words.text(
                        "stand.slowest", account.name(), words.duration(median(account)), words.duration(usual)));
    }

    private static @Nullable Long median(Part account) {
        return account.now().responses().medianSeconds();
    }

    /** The one that is above all others; none when two share the first place. */
    private static Optional<Part> only(List<Part> accounts, Comparator<Part> order) {
        List<Part> sorted = accounts.stream().sorted(order.reversed()).toList();
        boolean tied = sorted.size() > 1 && order.compare(sorted.get(0), sorted.get(1)) == 0;
        return sorted.isEmpty() || tied ? Optional.empty() : Optional.of(sorted.get(0));
    }

    private Optional<String> waiting() {
        long open = engagement.whole().open();
        if (open == 0) {
            return Optional.empty();
        }
        Optional<Part> most = engagement.accounts().size() < 2
                ? Optional.empty()
                : only(engagement.accounts(), Comparator.comparingLong(Part::open))
                        .filter(account -> account.open() * 3 >= open);
        return Optional.of(
                most.map(account -> words.counted("stand.openMost", open, account.name(), words.number(account.open())))
                        .orElseGet(() -> words.counted("stand.open", open)));
    }

    private Optional<String> peak() {
        Series series = engagement.whole().series();
        List<Integer> busiest = series.busiest();
        if (busiest.size() != 1 || engagement.bins().count() < 3) {
            return Optional.empty();
        }
        int bin = busiest.get(0);
        long most = series.inbound(bin);
        double share = (double) most / series.totalInbound();
        return most < FEW || share * engagement.bins().count() < 2
                ? Optional.empty()
                : Optional.of(words.text(
                        "stand.peak", moments.name(bin), words.counted("count.inbound", most), words.percent(share)));
    }

    private Optional<String> allAnswered() {
        long conversations = engagement.whole().now().responses().conversations();
        return conversations > 0 && engagement.whole().now().responses().answered() == conversations
                ? Optional.of(words.counted("stand.allAnswered", conversations))
                : Optional.empty();
    }
}
