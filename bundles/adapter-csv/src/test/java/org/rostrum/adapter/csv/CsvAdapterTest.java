package org.rostrum.adapter.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.adapter.csv.Deliveries.delivery;
import static org.rostrum.adapter.csv.Deliveries.payload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.adapter.RoutesUnderTest;

class CsvAdapterTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Clock clock = new ManualClock(Instant.parse("2026-11-21T10:15:30Z"));

    private CsvAdapter adapter() {
        return new CsvAdapter(Configs.of(CsvConfig.class, Map.of("folder", folder.toString())), clock);
    }

    @Test
    void health_tellsWhenARowWasLastWritten() throws Exception {
        CsvAdapter adapter = adapter();
        try (RoutesUnderTest routes = new RoutesUnderTest(adapter)) {
            for (DeliveryTarget target : routes.targets()) {
                if (target.kinds().contains("lead")) {
                    assertThat(target.deliver(delivery("k1", payload("7"), 1)))
                            .isEqualTo(new DeliveryReceipt("leads/7", null));
                }
            }
        }
        assertThat(adapter.execute().toString()).contains("leads.csv: last row written: 2026-11-21T10:15:30Z");
        assertThat(adapter.execute().isOk()).isTrue();
    }

    @Test
    void repeatedAttempt_writesNothing_whenTheRowWasPutAside() throws Exception {
        CaseFiles files = CaseFiles.all(Configs.of(CsvConfig.class, Map.of("folder", folder.toString())), clock)
                .get(0);
        files.append(delivery("k1", payload("7"), 1));
        Files.move(folder.resolve("leads.csv"), folder.resolve("leads-old.csv"));

        assertThat(files.append(delivery("k1", payload("7"), 2))).isEqualTo(new DeliveryReceipt("leads/7", null));

        assertThat(folder.resolve("leads.csv")).doesNotExist();
    }

    @Test
    void health_namesTheObstacle() throws Exception {
        Files.createFile(folder.resolve(".~lock.tickets.csv#"));

        assertThat(adapter().execute().isOk()).isFalse();
        assertThat(adapter().execute().toString()).contains("tickets.csv is open in a spreadsheet");
    }

    @Test
    void defaults_areAsDocumented() {
        CsvConfig config = Configs.of(CsvConfig.class, Map.of());

        assertThat(config.folder()).isEqualTo("csv");
        assertThat(config.maxFileSizeMiB()).isEqualTo(20);
        assertThat(config.delimiter()).isEqualTo(Delimiter.COMMA);
        assertThat(config.zone()).isEqualTo("UTC");
    }

    @Test
    void folder_beginsInTheDataFolder_whenItIsRelative() {
        String before = System.getProperty("karaf.data");
        try {
            System.setProperty("karaf.data", folder.toString());
            assertThat(Folders.locate("csv")).isEqualTo(folder.resolve("csv"));
            assertThat(Folders.locate(folder.resolve("../x").toString())).isEqualTo(folder.resolveSibling("x"));
            System.clearProperty("karaf.data");
            assertThatThrownBy(() -> Folders.locate("csv")).hasMessageContaining("folder must be absolute");
        } finally {
            if (before != null) {
                System.setProperty("karaf.data", before);
            }
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("maxFileSizeMiB", 0),
                Arguments.of("maxFileSizeMiB", 1025),
                Arguments.of("zone", "Warsaw"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongSetting_isRefusedByName(String name, Object value) {
        CsvConfig config = Configs.of(CsvConfig.class, Map.of("folder", folder.toString(), name, value));

        assertThatThrownBy(() -> new CsvAdapter(config, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value.toString());
    }
}
