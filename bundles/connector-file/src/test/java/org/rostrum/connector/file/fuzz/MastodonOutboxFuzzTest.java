package org.rostrum.connector.file.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.rostrum.connector.file.activitystreams.MastodonOutboxFormat;
import org.rostrum.testkit.importing.CollectedRecords;

class MastodonOutboxFuzzTest {
    private static final MastodonOutboxFormat FORMAT = new MastodonOutboxFormat(CollectedRecords.CLOCK);

    @FuzzTest(maxDuration = "")
    void anyBytes_areReadToTheirEnd(byte[] file) {
        AnyBytes.read(FORMAT, file);
    }
}
