package org.rostrum.connector.file.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.rostrum.connector.file.activitystreams.ActivityStreamsFormat;
import org.rostrum.testkit.importing.CollectedRecords;

class ActivityStreamsFuzzTest {
    private static final ActivityStreamsFormat FORMAT = new ActivityStreamsFormat(CollectedRecords.CLOCK);

    @FuzzTest(maxDuration = "")
    void anyBytes_areReadToTheirEnd(byte[] file) {
        AnyBytes.read(FORMAT, file);
    }
}
