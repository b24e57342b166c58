package org.rostrum.report.engagement;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ContactSummary;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.archive.ResponseSummary;
import org.rostrum.api.archive.Volume;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.reporting.Period;

/**
 * The figures of one period, by account and together.
 *
 * @param cases leads and tickets of each account that has some; null when nobody routes what was said
 */
record Tally(
        Map<String, Series> series,
        Map<String, ResponseFigures> responses,
        Map<String, Long> contacts,
        @Nullable Map<String, CaseCounts> cases,
        Figures together,
        Series seriesTogether) {
    /** Of a period that the archive has nothing of; has no series. */
    static final Tally NOTHING = new Tally(Map.of(), Map.of(), Map.of(), null, Figures.NONE, new Series(0));

    /** With what charts show: asks the services once for all accounts. */
    static Tally of(EngagementFigures source, @Nullable CaseFigures routed, Set<String> ids, Period period, Bins bins) {
        List<Instant> edges = new ArrayList<>(bins.starts());
        edges.add(bins.end());
        return of(source, routed, ids, period, edges, bins.zone());
    }

    /** Without what charts show: each series has one piece and no hours of the week. */
    static Tally totals(EngagementFigures source, @Nullable CaseFigures routed, Set<String> ids, Period period) {
        return of(source, routed, ids, period, List.of(period.start(), period.end()), null);
    }

    private static Tally of(
            EngagementFigures source,
            @Nullable CaseFigures routed,
            Set<String> ids,
            Period period,
            List<Instant> edges,
            @Nullable ZoneId zone) {
        Instant from = period.start();
        Instant to = period.end();
        Map<String, Volume> volumes = source.volumes(ids, edges, zone);
        Map<String, Series> series = new LinkedHashMap<>();
        Series seriesTogether = new Series(edges.size() - 1);
        for (String id : ids) {
            Series one = new Series(edges.size() - 1);
            Volume volume = volumes.get(id);
            if (volume != null) {
                one.add(volume);
            }
            series.put(id, one);
            seriesTogether.addAll(one);
        }
        ResponseSummary responses = source.responseSummary(ids, from, to);
        ContactSummary contacts = source.contactSummary(ids, from, to);
        Map<String, CaseCounts> cases = routed == null ? null : routed.casesByAccount(ids, from, to);
        Figures together = new Figures(
                seriesTogether.totalInbound(),
                seriesTogether.totalOutbound(),
                contacts.together(),
                responses.together(),
                cases == null ? null : cases.values().stream().reduce(CaseCounts.NONE, CaseCounts::plus));
        return new Tally(series, responses.byAccount(), contacts.byAccount(), cases, together, seriesTogether);
    }

    Figures of(String id) {
        Series spoken = series.get(id);
        return spoken == null
                ? Figures.NONE
                : new Figures(
                        spoken.totalInbound(),
                        spoken.totalOutbound(),
                        requireNonNullElse(contacts.get(id), 0L),
                        requireNonNullElse(responses.get(id), Figures.NO_RESPONSES),
                        cases == null ? null : requireNonNullElse(cases.get(id), CaseCounts.NONE));
    }

    Series series(String id) {
        Series found = series.get(id);
        if (found == null) {
            throw new IllegalArgumentException("not in scope: " + id);
        }
        return found;
    }
}
