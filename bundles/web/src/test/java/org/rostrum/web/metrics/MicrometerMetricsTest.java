package org.rostrum.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.metrics.Metrics;

class MicrometerMetricsTest {
    private final MicrometerMetrics metrics = new MicrometerMetrics();

    @AfterEach
    void stop() {
        metrics.stop();
    }

    private String scrape() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metrics.write(out, "text/plain; version=0.0.4; charset=utf-8");
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void counterTimerAndGauge_areShown() throws IOException {
        metrics.count("rostrum.archive.activities", 3, "direction", "inbound");
        metrics.count("rostrum.archive.activities", 2, "direction", "inbound");
        metrics.time("rostrum.report.fill", Duration.ofMillis(1500));
        metrics.gauge("rostrum.delivery.waiting", () -> 7);
        assertThat(scrape())
                .contains("rostrum_archive_activities_total{direction=\"inbound\"} 5.0")
                .contains("rostrum_report_fill_seconds_count 1")
                .contains("rostrum_report_fill_seconds_sum 1.5")
                .contains("rostrum_delivery_waiting 7.0");
    }

    @Test
    void whatIsDescribed_hasHelp_andWhatIsNot_hasNoEmptyLineOfIt() throws IOException {
        metrics.describe("rostrum.archive.activities", "Activities archived");
        metrics.describe("rostrum.archive.append", "Time to archive");
        metrics.describe("rostrum.delivery.waiting", "Deliveries that wait");
        metrics.count("rostrum.archive.activities", 3, "direction", "inbound");
        metrics.count("rostrum.archive.activities", 3, "direction", "outbound");
        metrics.time("rostrum.archive.append", Duration.ofMillis(15));
        metrics.gauge("rostrum.delivery.waiting", () -> 7);
        metrics.count("rostrum.plugin.unsaid", 1);
        metrics.timeRequest(Duration.ofMillis(3), "GET", "/x", 200);
        assertThat(scrape())
                .contains("# HELP rostrum_archive_activities_total Activities archived\n")
                .contains("# HELP rostrum_archive_append_seconds Time to archive\n")
                .contains("# HELP rostrum_delivery_waiting Deliveries that wait\n")
                .contains("# TYPE rostrum_plugin_unsaid_total counter\nrostrum_plugin_unsaid_total 1.0")
                .doesNotContain("HELP rostrum_plugin_unsaid")
                .doesNotContainPattern("(?m)^# HELP \\S+\\s*$");
    }

    @Test
    void closedGauge_isGone() throws IOException {
        Metrics.Gauge gauge = metrics.gauge("rostrum.test", () -> 1, "a", "b");
        gauge.close();
        assertThat(scrape()).doesNotContain("rostrum_test");
    }

    @Test
    void secondGauge_takesThePlaceOfTheFirst_andOutlivesItsClose() throws IOException {
        Metrics.Gauge first = metrics.gauge("rostrum.test", () -> 1, "a", "b");
        metrics.gauge("rostrum.test", () -> 2, "a", "b");
        metrics.gauge("rostrum.test", () -> 3, "a", "c");
        first.close();
        assertThat(scrape()).contains("rostrum_test{a=\"b\"} 2.0", "rostrum_test{a=\"c\"} 3.0");
    }

    @Test
    void gaugeThatFails_doesNotSpoilTheScrape() throws IOException {
        metrics.gauge("rostrum.bad", () -> Integer.parseInt("none"));
        metrics.count("rostrum.good", 1);
        assertThat(scrape()).contains("rostrum_bad NaN", "rostrum_good_total 1.0");
    }

    @Test
    void tags_mustComeInPairs() {
        assertThatThrownBy(() -> metrics.count("rostrum.odd", 1, "alone")).isInstanceOf(IllegalArgumentException.class);
    }
}
