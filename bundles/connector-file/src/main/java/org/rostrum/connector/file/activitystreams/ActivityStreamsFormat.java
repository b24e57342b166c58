package org.rostrum.connector.file.activitystreams;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.activity.Direction;
import org.rostrum.connector.file.Head;
import org.rostrum.connector.file.Options;
import org.rostrum.connector.file.RecordLoop;
import org.rostrum.connector.file.Times;
import org.rostrum.connector.file.records.JsonRecords;
import org.rostrum.connector.file.records.Utf8Input;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * ActivityStreams 2.0: one object, a collection or a page of one, a list, or a record per line.
 */
@Component
public final class ActivityStreamsFormat implements ImportFormat {
    private static final List<ImportOption> OPTIONS = Options.withCommon(
            Options.OWN_ACTORS, Options.directionOption("inbound", "outbound"), Options.LANGUAGE, Options.LAYOUT);

    private final Clock clock;

    @Activate
    public ActivityStreamsFormat(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "activitystreams";
    }

    @Override
    public String title() {
        return "ActivityStreams 2.0 (JSON, JSON lines)";
    }

    @Override
    public String network() {
        return "activitystreams";
    }

    @Override
    public int recognise(String fileName, byte[] head) {
        Head start = Head.of(head);
        if (!start.looksLikeJson()) {
            return 0;
        }
        if (start.contains("www.w3.org/ns/activitystreams")) {
            return 80;
        }
        return start.contains("\"type\"") && (start.contains("\"actor\"") || start.contains("\"published\"")) ? 60 : 5;
    }

    @Override
    public List<ImportOption> options() {
        return OPTIONS;
    }

    @Override
    public void check(Map<String, String> options) {
        Options.check(() -> Options.of(options, OPTIONS).checkShared());
    }

    @Override
    public void read(InputStream content, Map<String, String> options, ImportSink sink)
            throws IOException, UnreadableFileException {
        Options known = Options.of(options, OPTIONS);
        Manner manner = new Manner(
                known.direction(Direction.INBOUND),
                Set.copyOf(known.list("ownActors")),
                false,
                Times.iso(clock, known.zone()),
                known.language());
        read(content, known, manner, sink);
    }

    /** What this format and Mastodon's have in common. */
    static void read(InputStream content, Options options, Manner manner, ImportSink sink)
            throws IOException, UnreadableFileException {
        Utf8Input in = Head.opened(content, options);
        RecordLoop.run(
                JsonRecords.open(
                        in,
                        options.layout(),
                        options.maxRecordBytes(),
                        Set.of("items", "orderedItems", "as:items", "as:orderedItems")),
                new ActivityReader(manner),
                sink);
    }
}
