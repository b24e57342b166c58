package org.rostrum.connector.file.fuzz;

import java.util.Map;
import org.rostrum.spi.importing.ImportFormat;
import org.rostrum.testkit.importing.CollectedRecords;

/**
 * What must hold whatever a file holds: no other exception than those of the interface, an end, and every record once, in
 * order, accepted or rejected (the collector insists on that). Part of every build with the files in the test resources;
 * {@code mvn -Pfuzz verify -Dfuzz.seconds=600} looks for new ones.
 */
final class AnyBytes {
    private AnyBytes() {}

    static void read(ImportFormat format, byte[] file) {
        format.recognise("upload", file);
        CollectedRecords.read(format, file, Map.of());
        CollectedRecords.read(format, file, Map.of("maxRecordBytes", "1024", "zone", "UTC"));
    }
}
