package org.rostrum.adapter.tryton;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.rostrum.spi.cases.StageNames;

/**
 * What became of the opportunities that were made of leads: their states, why they were lost, what they are worth, and whether they are
 * still there. Each of their revisions is compared with the one before, so that what is told does not depend on when it was asked,
 * and has the same name each time. {@link Position} says how far that is.
 */
final class OpportunityNews implements CaseSource {
    private static final int PAGE = 500;
    /** Each needs some calls. */
    private static final int MOST = 25;

    private static final int ENOUGH = 500;
    private static final Set<String> DELETABLE = Set.of("lead", "opportunity", "cancelled");

    private final Tryton tryton;
    private final Opportunities opportunities;
    private final Deleted deleted;
    private final StageNames stages;
    private final ZoneId zone;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, String> labels = new HashMap<>();
    private Map<Long, LocalDateTime> remembered = Map.of();
    private @Nullable String given;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    OpportunityNews(TrytonSession session, Tryton tryton, TrytonConfig config, Clock clock) {
        this.tryton = tryton;
        this.clock = clock;
        this.opportunities = new Opportunities(session);
        this.deleted = new Deleted(tryton, opportunities);
        try {
            this.stages = new StageNames(config.stages());
        } catch (IllegalArgumentException wrong) {
            throw Setting.wrong("stages", String.valueOf(wrong.getMessage()));
        }
        try {
            this.zone = ZoneId.of(config.timeZone().strip());
        } catch (DateTimeException wrong) {
            throw Setting.wrong("timeZone", "there is none \"" + config.timeZone() + "\".");
        }
        if (config.newsSeconds() < 5 || config.newsSeconds() > 86_400) {
            throw Setting.wrong("newsSeconds", config.newsSeconds() + " is not from 5 to 86400.");
        }
        this.interval = Duration.ofSeconds(config.newsSeconds());
    }

    @Override
    public String adapter() {
        return "tryton";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public synchronized Fetched fetch(@Nullable String cursor) throws DeliveryException {
        Workplace.Place place = tryton.place();
        if (!Objects.equals(cursor, given)) {
            // what was told last was not taken, or another node went on
            remembered = Map.of();
        }
        Position position = new Position(cursor, remembered);
        List<CaseNews> news = new ArrayList<>();
        boolean more = changes(place, position, news);
        if (!more) {
            watch(place, position);
            for (Deleted.Gone gone : deleted.find(place, position)) {
                news.add(news(place, gone.id(), gone.at(), gone.author(), gone.last(), true));
            }
            position.end(LocalDateTime.ofInstant(clock.instant(), zone));
        }
        String next = position.cursor();
        remembered = position.allSeen();
        given = next;
        return new Fetched(news, next, more);
    }

    /** Whether there are more. */
    private boolean changes(Workplace.Place place, Position position, List<CaseNews> news) throws DeliveryException {
        List<Opportunities.Row> rows = opportunities.changed(place, position.from(), position.page(), PAGE);
        List<Long> unseen = rows.stream()
                .filter(row -> !row.moment().equals(position.seen(row.id())))
                .limit(MOST)
                .map(Opportunities.Row::id)
                .toList();
        Map<Long, NavigableMap<LocalDateTime, String>> revisions =
                unseen.isEmpty() ? Map.of() : opportunities.revisions(place, unseen);
        int looked = 0;
        for (Opportunities.Row row : rows) {
            if (!row.moment().equals(position.seen(row.id()))) {
                if (looked == unseen.size() || news.size() > ENOUGH) {
                    return true;
                }
                looked++;
                look(place, position, row, revisions.getOrDefault(row.id(), new TreeMap<>()), news);
            }
            position.reach(row.spot());
        }
        return rows.size() == PAGE;
    }

    private void look(
            Workplace.Place place,
            Position position,
            Opportunities.Row row,
            NavigableMap<LocalDateTime, String> all,
            List<CaseNews> news)
            throws DeliveryException {
        tell(place, position, row.id(), all, news);
        // one that was changed meanwhile is seen as it is now
        position.see(row.id(), all.isEmpty() ? row.moment() : all.lastKey());
        if (DELETABLE.contains(row.state())) {
            position.watched().add(row.id());
        } else {
            position.watched().remove(row.id());
        }
    }

    /** Tells the revisions that were not looked at, each as far as it differs from the one before; how it was made is no news. */
    private void tell(
            Workplace.Place place,
            Position position,
            long id,
            NavigableMap<LocalDateTime, String> all,
            List<CaseNews> news)
            throws DeliveryException {
        LocalDateTime seen = position.seen(id);
        LocalDateTime from = seen == null ? position.from() : seen;
        NavigableMap<LocalDateTime, String> untold = from == null ? all : all.tailMap(from, seen == null);
        if (untold.isEmpty()) {
            return;
        }
        LocalDateTime earlier = all.lowerKey(untold.firstKey());
        Version before = earlier == null
                ? null
                : opportunities.version(place, id, earlier).orElse(null);
        for (Map.Entry<LocalDateTime, String> one : untold.entrySet()) {
            Version now = opportunities.version(place, id, one.getKey()).orElse(before);
            if (now != null && before != null && !now.isAs(before) && opportunities.isOurs(now)) {
                news.add(news(place, id, one.getKey(), one.getValue(), now, false));
            }
            before = now;
        }
    }

    private CaseNews news(
            Workplace.Place place, long id, LocalDateTime at, String author, Version version, boolean gone)
            throws DeliveryException {
        return new CaseNews(
                version.key(),
                Long.toString(id),
                "opportunity/" + id + "/" + at,
                at.atZone(zone).toInstant(),
                author,
                CaseNews.Kind.STAGE,
                gone ? CaseStage.DELETED : stages.of(version.state()),
                gone ? "deleted" : label(place, version.state()),
                gone ? "" : version.reason(),
                gone ? null : version.worth(place.currency()));
    }

    private String label(Workplace.Place place, String state) throws DeliveryException {
        if (labels.isEmpty()) {
            labels.putAll(opportunities.labels(place));
        }
        return labels.getOrDefault(state, state);
    }

    /** Those that were made meanwhile may be deleted before anybody changes them. */
    private void watch(Workplace.Place place, Position position) throws DeliveryException {
        for (Opportunities.Row row : opportunities.made(place, position.from(), DELETABLE)) {
            position.watched().add(row.id());
            position.reach(row.moment());
        }
    }
}
