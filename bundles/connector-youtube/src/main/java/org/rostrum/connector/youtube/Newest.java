package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a list that the network gives newest first, and how far a walk through it has come. The newest entries are
 * remembered, so that one that comes into the list late is noticed among them; what is as old as the floor or older is none of
 * ours. The floor rises only when a walk has reached its end: one that is broken off leaves nothing out.
 *
 * <p>State: {@code known} the entries, {@code floor}; during a walk {@code page}, where to go on, {@code walked}, how many were
 * passed, {@code top}, the newest that was known before it, {@code cut}, when some were forgotten for want of room, {@code lost},
 * when the newest of those was said that had been known before, {@code lostMarks} those of that second, and {@code all}, when the network has lost our place and everything down to
 * the floor is walked through again.
 */
final class Newest {
    private static final int MARK = 6;

    private static final int RADIX = 36;
    private static final int MOST_LOST = 60;

    private final int most;
    private final Map<String, Entry> known = new LinkedHashMap<>();
    private long floor;
    private @Nullable String page;
    private int walked;
    private boolean cut;
    private boolean all;
    private final long top;
    private long lost;
    private final Set<String> lostMarks = new LinkedHashSet<>();
    private boolean found;
    private boolean young;

    /**
     * @param time at which it was said, in seconds
     * @param replies how many there were
     * @param newest when the newest of those that we know was said; 0 when there is none
     */
    record Entry(long time, int replies, long newest) {}

    /**
     * @param state as {@link #save} left it; missing at first
     * @param from how far back is looked then
     * @param most how many are remembered
     */
    Newest(JsonNode state, Instant from, int most) {
        this.most = most;
        this.floor = state.path("floor").asLong(from.getEpochSecond());
        this.page = ThingReader.text(state.path("page"));
        this.walked = state.path("walked").asInt();
        this.cut = state.path("cut").asBoolean();
        this.all = state.path("all").asBoolean();
        for (String entry : state.path("known").asText("").split(",", -1)) {
            String[] parts = entry.split(" ", -1);
            if (parts.length == 4) {
                long time = number(parts[1]);
                long after = number(parts[3]);
                known.put(parts[0], new Entry(time, (int) number(parts[2]), after < 0 ? 0 : time + after));
            }
        }
        long newest = known.values().stream().mapToLong(Entry::time).max().orElse(floor);
        this.top = state.path("top").asLong(newest);
        this.lost = state.path("lost").asLong(0);
        lostMarks.addAll(marks(state.path("lostMarks")));
    }

    private static long number(String text) {
        return Long.parseLong(text, RADIX);
    }

    /** Where to go on; null for the first page. */
    @Nullable
    String page() {
        return page;
    }

    /** The network does not know our place any more. */
    void restart() {
        page = null;
        walked = 0;
        all = true;
    }

    /** What was known of it before; null when nothing was. */
    @Nullable
    Entry before(String id) {
        return known.get(mark(id));
    }

    /** Whether one that is not known is to be brought. */
    boolean isOurs(String id, Instant time) {
        long second = time.getEpochSecond();
        return second > floor && (second > lost || (second == lost && !lostMarks.contains(mark(id))));
    }

    /** Passes one of the page. */
    void pass(String id, Instant time, int replies, long newest, boolean fresh) {
        walked++;
        found |= fresh;
        boolean ours = isOurs(id, time);
        young |= ours;
        if (ours || known.containsKey(mark(id))) {
            known.put(mark(id), new Entry(time.getEpochSecond(), replies, newest));
        }
    }

    /** Learns when the newest of its replies was said. */
    void learn(String id, long newest) {
        known.computeIfPresent(
                mark(id), (mark, entry) -> new Entry(entry.time, entry.replies, Math.max(entry.newest, newest)));
    }

    /**
     * A page has been passed.
     *
     * @param next the page after it; null when there is none
     * @return whether the walk has reached its end
     */
    boolean turn(@Nullable String next) {
        prune();
        boolean more = next != null && young && (found || all || walked < most);
        if (more) {
            page = next;
        } else {
            page = null;
            walked = 0;
            all = false;
            lost = 0;
            lostMarks.clear();
            if (cut) {
                floor = Math.max(
                        floor,
                        known.values().stream().mapToLong(Entry::time).min().orElse(floor));
                cut = false;
            }
        }
        return !more;
    }

    private void prune() {
        if (known.size() <= most) {
            return;
        }
        cut = true;
        known.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().time))
                .limit((long) known.size() - most)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::forget);
    }

    /** What was known before this walk cannot be told from what is new any more, when the walk comes to it. */
    private void forget(String mark) {
        Entry forgotten = known.remove(mark);
        if (forgotten == null || forgotten.time > top || forgotten.time < lost) {
            return;
        }
        if (forgotten.time > lost) {
            lost = forgotten.time;
            lostMarks.clear();
        }
        if (lostMarks.size() < MOST_LOST) {
            lostMarks.add(mark);
        }
    }

    void save(ObjectNode state) {
        StringBuilder entries = new StringBuilder();
        known.forEach((mark, entry) -> entries.append(entries.isEmpty() ? "" : ",")
                .append(mark)
                .append(' ')
                .append(Long.toString(entry.time, RADIX))
                .append(' ')
                .append(Integer.toString(entry.replies, RADIX))
                .append(' ')
                .append(Long.toString(entry.newest == 0 ? -1 : Math.max(0, entry.newest - entry.time), RADIX)));
        state.removeAll();
        state.put("floor", floor).put("known", entries.toString());
        if (page != null || all) {
            state.put("page", page).put("walked", walked).put("cut", cut).put("all", all);
            state.put("top", top).put("lost", lost).put("lostMarks", String.join("", lostMarks));
        }
    }

    /** Short for an id. */
    static String mark(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, MARK);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes marks that were joined apart again. */
    static Set<String> marks(JsonNode node) {
        Set<String> marks = new LinkedHashSet<>();
        String joined = node.asText("");
        for (int start = 0; start + MARK <= joined.length(); start += MARK) {
            marks.add(joined.substring(start, start + MARK));
        }
        return marks;
    }
}
