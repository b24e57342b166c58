package org.rostrum.testkit.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/** Keeps what a format gives, and insists on each record coming once and in order. */
public final class CollectedRecords implements ImportSink {
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private @Nullable UnreadableFileException end;
    private final LongConsumer beforeEach;
    private long last;

    public CollectedRecords() {
        this(record -> {});
    }

    /** @param beforeEach is told the number of each record before it is kept, and may stop the reading by what it throws */
    public CollectedRecords(LongConsumer beforeEach) {
        this.beforeEach = beforeEach;
    }

    public record Accepted(long record, long line, @Nullable String source, List<Activity> activities) {}

    public record Rejected(long record, long line, @Nullable String field, String reason, String excerpt) {}

    public static CollectedRecords read(ImportFormat format, String content, Map<String, String> options) {
        return read(format, content.getBytes(StandardCharsets.UTF_8), options);
    }

    public static CollectedRecords read(ImportFormat format, String content) {
        return read(format, content, Map.of());
    }

    public static CollectedRecords read(ImportFormat format, byte[] content, Map<String, String> options) {
        return read(format, new ByteArrayInputStream(content), options);
    }

    public static CollectedRecords read(ImportFormat format, InputStream content, Map<String, String> options) {
        CollectedRecords records = new CollectedRecords();
        try {
            format.read(content, options, records);
        } catch (UnreadableFileException unreadable) {
            records.end = unreadable;
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
        return records;
    }

    @Override
    public void accept(long record, long line, @Nullable String source, List<Activity> activities) {
        next(record, line);
        assertThat(activities).isNotEmpty();
        accepted.add(new Accepted(record, line, source, activities));
    }

    @Override
    public void reject(long record, long line, @Nullable String field, String reason, String excerpt) {
        next(record, line);
        assertThat(reason).isNotBlank();
        assertThat(excerpt.length()).isLessThanOrEqualTo(2_000);
        rejected.add(new Rejected(record, line, field, reason, excerpt));
    }

    private void next(long record, long line) {
        beforeEach.accept(record);
        assertThat(record).as("records come once and in order").isEqualTo(last + 1);
        assertThat(line).isPositive();
        last = record;
    }

    public List<Accepted> accepted() {
        return accepted;
    }

    public List<Rejected> rejected() {
        return rejected;
    }

    public List<Activity> activities() {
        return accepted.stream().flatMap(one -> one.activities().stream()).toList();
    }

    /** The only activity. */
    public Activity activity() {
        assertThat(rejected).isEmpty();
        assertThat(end).isNull();
        assertThat(activities()).hasSize(1);
        return activities().get(0);
    }

    /** The only rejection. */
    public Rejected rejection() {
        assertThat(rejected).hasSize(1);
        return rejected.get(0);
    }

    /** Why the file could not be read to its end; null when it could. */
    public @Nullable String unreadable() {
        return end == null ? null : Objects.requireNonNull(end.getMessage());
    }
}
