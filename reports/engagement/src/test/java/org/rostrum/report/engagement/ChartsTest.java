package org.rostrum.report.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.archive.Volume;
import org.rostrum.api.reporting.Period;

class ChartsTest {
    private static final Pattern BAR = Pattern.compile("M([-\\d.]+) ([-\\d.]+)h([-\\d.]+)v([-\\d.]+)");
    private static final LocalDate BEGIN = LocalDate.of(2026, 3, 1);

    private final Words words = new Words(Locale.ENGLISH);

    private static Bins bins(int days) {
        return Bins.of(new Period(BEGIN, BEGIN.plusDays(days), ZoneOffset.UTC));
    }

    private static Series series(Bins bins, int... inbound) {
        List<Long> in = new ArrayList<>(Collections.nCopies(bins.count(), 0L));
        List<Long> out = new ArrayList<>(in);
        for (int bin = 0; bin < inbound.length; bin++) {
            in.set(bin, (long) inbound[bin]);
            out.set(bin, inbound[bin] * 2L);
        }
        Series series = new Series(bins.count());
        series.add(new Volume(in, out, List.of()));
        return series;
    }

    private static List<Long> week(int hour, long count) {
        List<Long> hours = new ArrayList<>(Collections.nCopies(7 * 24, 0L));
        hours.set(hour, count);
        return hours;
    }

    private static void assertInside(String svg, double width, double height) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        Matcher bar = BAR.matcher(svg);
        while (bar.find()) {
            double x = Double.parseDouble(bar.group(1));
            double y = Double.parseDouble(bar.group(2));
            assertThat(x).isBetween(0.0, width);
            assertThat(x + Double.parseDouble(bar.group(3))).isLessThanOrEqualTo(width);
            assertThat(y).isBetween(0.0, height);
            assertThat(y + Double.parseDouble(bar.group(4))).isLessThanOrEqualTo(height);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 45, 46, 200, 201, 4000})
    void bars_stayInsideTheChart(int days) throws Exception {
        Bins bins = bins(days);
        int[] counts = new int[bins.count()];
        java.util.Arrays.setAll(counts, bin -> 1 + bin % 7 * 100);
        Series series = series(bins, counts);
        for (String language : new String[] {"en", "ar"}) {
            Words spoken = new Words(Locale.forLanguageTag(language));
            assertInside(new VolumeChart(spoken, 499, 158).draw(bins, series), 499, 158);
            assertInside(new MiniChart(spoken, 173, 62).draw(bins, series), 173, 62);
        }
    }

    @Test
    void timeScale_growsFromAMinute_andHoldsTheSlowest() throws Exception {
        TimeScale scale = new TimeScale(words, 82, 20 * 86_400);
        assertThat(scale.place(0)).isEqualTo(scale.place(60));
        assertThat(scale.place(61)).isGreaterThan(scale.place(60));
        assertThat(scale.place(3600)).isBetween(20.0, 45.0);
        assertThat(scale.place(20 * 86_400)).isLessThanOrEqualTo(82);
        assertThat(scale.axis(10)).contains("1 min", "1 h", "1 d", "7 d").doesNotContain("28 d");
        assertInside(scale.times(5, 20 * 86_400, 18), 82, 18);
        assertThat(new TimeScale(words, 82, 0).axis(10))
                .contains("1 min", "1 h")
                .doesNotContain("1 d");
    }

    @Test
    void busiest_isToldHonestly_whenSeveralShareTheFirstPlace() {
        Bins bins = bins(10);
        Moments moments = new Moments(words, bins);
        assertThat(moments.busiest(series(bins, 1, 5, 2))).isEqualTo("Most inbound: March 2, 2026 (5)");
        assertThat(moments.busiest(series(bins, 5, 5, 2)))
                .isEqualTo("Most inbound: March 1, 2026; March 2, 2026 (5 each)");
        assertThat(moments.busiest(series(bins, 5, 5, 5, 5))).isEmpty();
        assertThat(moments.busiest(series(bins))).isEmpty();
    }

    @Test
    void busiestHours_areToldHonestly_whenSeveralShareTheFirstPlace() {
        Moments moments = new Moments(words, bins(10));
        HeatMap heat = new HeatMap();
        assertThat(moments.busiest(heat)).isEqualTo("No inbound messages in this period.");
        heat.add(week(9, 2));
        heat.add(week(47, 1));
        assertThat(moments.busiest(heat)).isEqualTo("Busiest: Monday, 09:00 – 10:00 (2)");
        heat.add(week(47, 1));
        assertThat(moments.busiest(heat)).isEqualTo("Busiest: Monday, 09:00 – 10:00; Tuesday, 23:00 – 00:00 (2 each)");
        heat.add(week(49, 2));
        heat.add(week(73, 2));
        assertThat(moments.busiest(heat)).isEqualTo("No hour stands out: 4 hours share the most, 2 each");
    }
}
