package org.rostrum.archive.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchiveVerification.Finding;
import org.rostrum.api.archive.ArchiveVerification.Kind;

/** What does not fit, as far as it is listed. */
final class Findings {
    /** More are not listed: whoever has a hundred knows that the archive was tampered with. */
    static final int MOST = 100;

    private final List<Finding> all = new ArrayList<>();

    void add(Kind kind, @Nullable Long sequence, String detail) {
        if (!full()) {
            all.add(new Finding(kind, sequence, detail));
        }
    }

    /** A sum that disagrees with what it sums up. */
    void sum(String detail) {
        add(Kind.ROLLUP, null, detail);
    }

    void addAll(Findings others) {
        others.all.forEach(one -> add(one.kind(), one.sequence(), one.detail()));
    }

    boolean none() {
        return all.isEmpty();
    }

    boolean full() {
        return all.size() >= MOST;
    }

    /** In order of sequence, sums last. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Finding::sequence, Comparator.nullsLast(Comparator.naturalOrder())));
        return sorted;
    }
}
