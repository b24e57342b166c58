package org.rostrum.connector.file.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.rostrum.connector.file.care.CareConversationsFormat;
import org.rostrum.testkit.importing.CollectedRecords;

class CareConversationsFuzzTest {
    private static final CareConversationsFormat FORMAT = new CareConversationsFormat(CollectedRecords.CLOCK);

    @FuzzTest(maxDuration = "")
    void anyBytes_areReadToTheirEnd(byte[] file) {
        AnyBytes.read(FORMAT, file);
    }
}
