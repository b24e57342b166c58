package org.rostrum.connector.file.activitystreams;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.activity.Direction;
import org.rostrum.connector.file.Head;
import org.rostrum.connector.file.Options;
import org.rostrum.connector.file.Times;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * The {@code outbox.json} of a Mastodon account archive: what the account said, therefore outbound. A content warning becomes
 * the first paragraph of the content, because people see it first; whom a post was meant for ({@code to}, {@code cc}) stays in
 * the original. Shares (Announce) carry no content: the words are somebody else's.
 */
@Component
public final class MastodonOutboxFormat implements ImportFormat {
    private static final List<ImportOption> OPTIONS =
            Options.withCommon(Options.directionOption("outbound", "inbound"), Options.LANGUAGE, Options.LAYOUT);

    private final Clock clock;

    @Activate
    public MastodonOutboxFormat(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "mastodon-outbox";
    }

    @Override
    public String title() {
        return "Mastodon archive (outbox.json)";
    }

    @Override
    public String network() {
        return "mastodon";
    }

    @Override
    public int recognise(String fileName, byte[] head) {
        Head start = Head.of(head);
        if (!start.looksLikeJson() || !start.contains("\"orderedItems\"")) {
            return 0;
        }
        if (fileName.toLowerCase(Locale.ROOT).endsWith("outbox.json")) {
            return 95;
        }
        return start.contains("joinmastodon.org/ns#") ? 85 : 10;
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
                known.direction(Direction.OUTBOUND), Set.of(), true, Times.iso(clock, known.zone()), known.language());
        ActivityStreamsFormat.read(content, known, manner, sink);
    }
}
