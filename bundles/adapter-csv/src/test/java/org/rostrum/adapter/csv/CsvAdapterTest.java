package org.rostrum.adapter.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.adapter.csv.Deliveries.delivery;
import static org.rostrum.adapter.csv.Deliveries.payload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;

class CsvAdapterTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Clock clock = new ManualClock(Instant.parse("2026-11-21T10:15:30Z"));

    /** Stands in for the platform's component: {@code direct:rostrum://lead?adapter=csv…}. */
    private static final class DirectRostrum extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            String name = remaining + "-" + parameters.getOrDefault("operation", "deliver");
            parameters.clear();
            return super.createEndpoint("direct://" + name, name, new HashMap<>());
        }
    }

    private CsvAdapter adapter() {
        return new CsvAdapter(Configs.of(CsvConfig.class, Map.of("folder", folder.toString())), clock);
    }

    private static Exchange send(ProducerTemplate template, String uri, Delivery delivery) {
        return template.send(uri, exchange -> exchange.setProperty("RostrumDelivery", delivery));
    }

    @Test
    void routes_deliverAndLookUp() throws Exception {
        CsvAdapter adapter = adapter();
        try (DefaultCamelContext context = new DefaultCamelContext();
                ProducerTemplate template = context.createProducerTemplate()) {
            context.addComponent("rostrum", new DirectRostrum());
            context.addRoutes(adapter);
            context.start();
            Delivery lead = delivery("k1", payload("7"), 1);
            String find = "rostrum:lead?adapter=csv&operation=find";

            assertThat(send(template, find, lead).getMessage().getBody()).isNull();
            assertThat(send(template, "rostrum:lead?adapter=csv", lead)
                            .getMessage()
                            .getBody())
                    .isEqualTo(new DeliveryReceipt("leads/7", null));
            assertThat(send(template, find, lead).getMessage().getBody())
                    .isEqualTo(new DeliveryReceipt("leads/7", null));
            assertThat(send(template, "rostrum:lead?adapter=csv", delivery("k2", "{}", 1))
                            .getException())
                    .isInstanceOf(DeliveryException.class);
            assertThat(context.getRoute("ticket-to-csv")).isNotNull();
            assertThat(context.getRoute("ticket-in-csv")).isNotNull();
        }
        assertThat(Files.readString(folder.resolve("leads.csv")))
                .contains("\"k1\"")
                .doesNotContain("\"k2\"");
        assertThat(adapter.execute().toString()).contains("2026-11-21T10:15:30Z");
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
