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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.archive.Volume;
import org.rostrum.api.reporting.Period;

class ChartsTest {
    private static final Pattern BAR = Pattern.compile("M([-\\d.]+) ([-\\d.]+)h([-\\d.]+)v([-\\d.]+)");
    private static final Pattern LABEL = Pattern.compile(">([^<]+)</text>");
    private static final Pattern LINE = Pattern.compile("<line ");
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
        assertInside(scale.times(5, 20 * 86_400, 18), 82, 18);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 min;2 h",
        "5000, 1 min;2 h",
        "40000, 1 min;1 h;12 h",
        "200000, 1 min;1 h;4 d",
        "600000, 1 min;1 h;1 d;7 d",
        "1728000, 1 min;1 h;1 d;28 d",
        "9000000, 1 min;1 h;1 d;120 d",
        "40000000, 1 min;1 h;1 d;730 d",
    })
    void timeScale_isNamedAtBothEnds_withoutNamesOnOneAnother(long slowest, String names) {
        for (String language : new String[] {"en", "ar", "zh"}) {
            String axis = new TimeScale(new Words(Locale.forLanguageTag(language)), 78, slowest).axis(10);
            assertThat(LABEL.matcher(axis).results().count()).as(language).isBetween(2L, 5L);
        }
        TimeScale scale = new TimeScale(words, 78, slowest);
        assertThat(LABEL.matcher(scale.axis(10)).results().map(label -> label.group(1)))
                .containsExactly(names.split(";"));
        assertThat(LINE.matcher(scale.empty(18)).results()).hasSize(names.split(";").length);
        assertThat(scale.place(slowest)).isLessThanOrEqualTo(78);
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
