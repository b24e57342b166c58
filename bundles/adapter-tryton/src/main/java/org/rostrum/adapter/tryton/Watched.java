package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Which opportunities were read, how they were then, and up to which moment. A record bears the moment at which the transaction that
 * changed it began, so that one with an earlier moment may appear later: the last minutes are looked at again, and what is as it was is
 * no news. Those that were read last are remembered, {@value #MOST} of them, so that one that is gone is missed.
 */
final class Watched {
    /** How far a transaction over there may lag behind those that began after it. */
    static final Duration OVERLAP = Duration.ofMinutes(10);
    /** What fits into a cursor. */
    static final int MOST = 600;

    private static final int LONGEST = 16_000;
    private static final int FULL = 200_000;

    private final Map<Long, Known> known = new LinkedHashMap<>();
    private @Nullable Instant last;

    /**
     * An opportunity as it was.
     *
     * @param print of what is told of it
     */
    record Known(String key, String print) {}

    /** @param cursor null to begin */
    Watched(@Nullable String cursor) {
        if (cursor == null) {
            return;
        }
        try {
            JsonNode json = TrytonSession.JSON.readTree(inflated(cursor));
            String told = json.path("last").asText();
            last = told.isEmpty() ? null : Instant.parse(told);
            json.path("known")
                    .properties()
                    .forEach(one -> known.put(
                            Long.valueOf(one.getKey()),
                            new Known(
                                    one.getValue().path(0).asText(),
                                    one.getValue().path(1).asText())));
        } catch (JsonProcessingException | DataFormatException broken) {
            throw new IllegalStateException("The cursor cannot be read", broken);
        }
    }

    /** From which moment on to ask; null for all. */
    @Nullable
    Instant from() {
        return last == null ? null : last.minus(OVERLAP);
    }

    /** Whether an opportunity is other than it was when it was read last; it is remembered as it is now. */
    boolean isNews(long id, String key, String print, Instant changed) {
        Instant until = last;
        last = until == null || changed.isAfter(until) ? changed.truncatedTo(ChronoUnit.MICROS) : until;
        Known before = known.remove(id);
        known.put(id, new Known(key, print));
        return before == null || !before.print.equals(print);
    }

    List<Long> ids() {
        return List.copyOf(known.keySet());
    }

    /** It is gone; gives what is known of it. */
    @Nullable
    Known forget(long id) {
        return known.remove(id);
    }

    String cursor() {
        int left = MOST;
        String cursor = cursor(left);
        while (cursor.length() > LONGEST) {
            left = left * 3 / 4;
            cursor = cursor(left);
        }
        return cursor;
    }

    private String cursor(int most) {
        ObjectNode json = TrytonSession.JSON.createObjectNode().put("last", last == null ? "" : last.toString());
        ObjectNode all = json.putObject("known");
        known.entrySet().stream().skip(Math.max(0, known.size() - most)).forEach(one -> all.putArray(
                        one.getKey().toString())
                .add(one.getValue().key)
                .add(one.getValue().print));
        return deflated(json.toString());
    }

    private static String deflated(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 100];
            int length = deflater.deflate(packed);
            return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(packed, length));
        } finally {
            deflater.end();
        }
    }

    private static String inflated(String cursor) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(cursor));
            byte[] text = new byte[FULL];
            int length = inflater.inflate(text);
            return new String(text, 0, length, StandardCharsets.UTF_8);
        } finally {
            inflater.end();
        }
    }
}
