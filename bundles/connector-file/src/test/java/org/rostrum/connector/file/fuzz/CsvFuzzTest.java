package org.rostrum.connector.file.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.rostrum.connector.file.csv.CsvFormat;
import org.rostrum.testkit.importing.CollectedRecords;

class CsvFuzzTest {
    private static final CsvFormat FORMAT = new CsvFormat(CollectedRecords.CLOCK);

    @FuzzTest(maxDuration = "")
    void anyBytes_areReadToTheirEnd(byte[] file) {
        AnyBytes.read(FORMAT, file);
    }
}
