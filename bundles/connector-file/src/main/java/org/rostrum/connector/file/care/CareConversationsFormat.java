package org.rostrum.connector.file.care;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.connector.file.Head;
import org.rostrum.connector.file.Options;
import org.rostrum.connector.file.RecordLoop;
import org.rostrum.connector.file.Times;
import org.rostrum.connector.file.records.JsonRecords;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.spi.importing.ImportOption;
import org.rostrum.spi.importing.ImportSink;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * Conversations between customers and the care accounts of companies on Twitter, in the form of the data set
 * IBM/twitter-customer-care-document-prediction: a record is a conversation and becomes one activity per entry.
 */
@Component
public final class CareConversationsFormat implements ImportFormat {
    private static final List<ImportOption> OPTIONS = Options.withCommon(Options.LAYOUT);

    private final Clock clock;

    @Activate
    public CareConversationsFormat(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "care-conversations";
    }

    @Override
    public String title() {
        return "Customer care conversations (JSON)";
    }

    @Override
    public String network() {
        return "twitter";
    }

    @Override
    public int recognise(String fileName, byte[] head) {
        Head start = Head.of(head);
        if (!start.looksLikeJson()) {
            return 0;
        }
        if (start.contains("\"dialogContent\"") && start.contains("\"dialogHeader\"")) {
            return 98;
        }
        return start.contains("\"dialogContent\"") || start.contains("\"agentURL\"") ? 70 : 0;
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
        RecordLoop.run(
                JsonRecords.open(Head.opened(content, known), known.layout(), known.maxRecordBytes(), Set.of()),
                new ConversationReader(Times.iso(clock, known.zone())),
                sink);
    }
}
