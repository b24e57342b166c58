package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the opportunities of a Tryton were read. Each bears the moment at which the transaction began that changed it last, to the
 * microsecond. So there may be many of one moment, and one may appear behind others that are later, as its transaction took longer.
 *
 * <p>They are read in rounds, in the order of moment and id. A round begins some time before the latest moment that was seen in the
 * round before: where clocks leap back in autumn, when Tryton's database does not write UTC, that is an hour, and the rest is what a
 * transaction may take. What was seen already is known by the revision that was looked at last, and not looked at again.
 *
 * <p>Beside that stands which opportunities may still be deleted, as nothing is left of one that is: Tryton deletes no opportunity that
 * was converted, won or lost, so that those need not be watched.
 */
final class Position {
    static final Duration OVERLAP = Duration.ofHours(2);

    private static final int MOST_SEEN = 400;
    private static final int LONGEST_WATCHED = 8000;
    private static final int RADIX = 36;

    private final Map<Long, LocalDateTime> seen = new LinkedHashMap<>();
    private final NavigableSet<Long> watched;
    private @Nullable LocalDateTime top;
    private @Nullable LocalDateTime from;
    private @Nullable Spot page;
    private long highest;

    /** Of one opportunity in the order in which they are read. */
    record Spot(LocalDateTime moment, long id) {}

    /**
     * @param cursor null to begin
     * @param remembered what was seen, as far as that is known beside the cursor, which has no place for all when many are changed at
     *     once
     */
    Position(@Nullable String cursor, Map<Long, LocalDateTime> remembered) {
        seen.putAll(remembered);
        if (cursor == null) {
            watched = new TreeSet<>();
            return;
        }
        try {
            JsonNode json = TrytonSession.JSON.readTree(cursor);
            top = moment(json.path("top"));
            from = moment(json.path("from"));
            LocalDateTime after = moment(json.path("page"));
            page = after == null ? null : new Spot(after, json.path("id").asLong());
            highest = json.path("highest").asLong();
            watched = Ids.of(json.path("watched").asText());
            read(json.path("seen").asText());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The cursor cannot be read", broken);
        }
        if (page == null && top != null) {
            from = top.minus(OVERLAP);
        }
    }

    private static @Nullable LocalDateTime moment(JsonNode text) {
        return text.isTextual() ? LocalDateTime.parse(text.asText()) : null;
    }

    private void read(String text) {
        LocalDateTime latest = top;
        if (latest == null) {
            return;
        }
        for (String one : text.split(",", -1)) {
            int end = one.indexOf(':');
            if (end > 0) {
                see(
                        Long.parseLong(one.substring(0, end), RADIX),
                        latest.minus(Long.parseLong(one.substring(end + 1), RADIX), ChronoUnit.MICROS));
            }
        }
    }

    /** Since when to read; null for all. */
    @Nullable
    LocalDateTime from() {
        return from;
    }

    /** Behind which one to go on within the round; null at its beginning. */
    @Nullable
    Spot page() {
        return page;
    }

    /** The revision of an opportunity that was looked at last; null when none was, or long ago. */
    @Nullable
    LocalDateTime seen(long id) {
        return seen.get(id);
    }

    void see(long id, LocalDateTime revision) {
        seen.remove(id);
        seen.put(id, revision);
    }

    /** The round came to this one. */
    void reach(Spot spot) {
        page = spot;
        reach(spot.moment());
    }

    /** Something of that moment was there. */
    void reach(LocalDateTime moment) {
        LocalDateTime before = top;
        top = before == null || moment.isAfter(before) ? moment : before;
    }

    /** @param now by our clock: a wrong clock over there must not let us wait for the future */
    void end(LocalDateTime now) {
        page = null;
        LocalDateTime latest = top;
        if (latest != null && latest.isAfter(now)) {
            top = now.truncatedTo(ChronoUnit.MICROS);
        }
        LocalDateTime next = top;
        if (next != null) {
            seen.values().removeIf(revision -> revision.isBefore(next.minus(OVERLAP)));
        }
    }

    Map<Long, LocalDateTime> allSeen() {
        return seen;
    }

    /** Those that may be deleted; can be changed. */
    NavigableSet<Long> watched() {
        return watched;
    }

    /** Up to which id it was looked for those that are gone; 0 at the very first time. */
    long highest() {
        return highest;
    }

    void highest(long id) {
        highest = Math.max(highest, id);
    }

    String cursor() {
        ObjectNode json = TrytonSession.JSON.createObjectNode().put("highest", highest);
        LocalDateTime latest = top;
        if (latest != null) {
            json.put("top", latest.toString()).put("seen", seen(latest));
        }
        LocalDateTime begin = from;
        Spot at = page;
        if (at != null) {
            json.put("page", at.moment().toString()).put("id", at.id());
            if (begin != null) {
                json.put("from", begin.toString());
            }
        }
        return json.put("watched", Ids.text(watched, LONGEST_WATCHED)).toString();
    }

    private String seen(LocalDateTime latest) {
        StringJoiner text = new StringJoiner(",");
        seen.entrySet().stream()
                .skip(Math.max(0, seen.size() - MOST_SEEN))
                .forEach(one -> text.add(Long.toString(one.getKey(), RADIX) + ":"
                        + Long.toString(one.getValue().until(latest, ChronoUnit.MICROS), RADIX)));
        return text.toString();
    }
}
