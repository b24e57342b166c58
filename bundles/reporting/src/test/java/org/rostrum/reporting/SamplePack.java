package org.rostrum.reporting;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.security.Requester;
import org.rostrum.spi.report.ReportContent;
import org.rostrum.spi.report.ReportPack;

/** A report of a given number of lines; can be told to fail. */
public final class SamplePack implements ReportPack {
    /** Those for whom it was made. */
    final List<Requester> requesters = new CopyOnWriteArrayList<>();

    private static final byte[] TEMPLATE = compiled();

    private final String name;
    private final int lines;
    private final AtomicInteger failures = new AtomicInteger();
    private Consumer<ReportRequest> before = request -> {};

    public SamplePack(String name, int lines) {
        this.name = name;
        this.lines = lines;
    }

    /** The next calls fail. */
    public void failNext(int calls) {
        failures.set(calls);
    }

    /** What happens before the figures are there. */
    public void before(Consumer<ReportRequest> action) {
        before = action;
    }

    @Override
    public ReportDescription describe(Locale locale) {
        return new ReportDescription(
                name, "Sample", "A sample", List.of(Locale.ENGLISH, Locale.forLanguageTag("pl"), Locale.GERMAN));
    }

    @Override
    public ReportContent prepare(ReportRequest request, Requester requester) {
        requesters.add(requester);
        return prepare(request);
    }

    @Override
    public ReportContent prepare(ReportRequest request) {
        before.accept(request);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("secret inside: s3cr3t");
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= lines; i++) {
            rows.add(Map.of("line", "Line " + i + " <script>alert(1)</script>"));
        }
        List<@Nullable Object> values = Arrays.asList(
                "=HYPERLINK(\"http://x\")",
                -12L,
                87.5,
                LocalDate.of(2026, 10, 25),
                ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Warsaw]"),
                Duration.ofSeconds(8054),
                null,
                "Łódź, \"quoted\"\nשלום 北京");
        return new ReportContent(
                "Sample \"title\" & more",
                "First sentence. Second one.",
                url(),
                Map.of(),
                Map.of(),
                rows,
                List.of(
                        new ReportContent.Table(
                                "Figures: a/b",
                                List.of("Text", "Whole", "Part", "Day", "Moment", "Span", "Nothing", "Words"),
                                List.of(values)),
                        new ReportContent.Table("Empty", List.of("Only"), List.of())));
    }

    private static byte[] compiled() {
        String source =
                """
                <jasperReport name="sample" language="java" pageWidth="595" pageHeight="842" columnWidth="499"
                    leftMargin="48" rightMargin="48" topMargin="40" bottomMargin="40">
                  <style name="base" default="true" fontName="Rostrum" fontSize="9.0"/>
                  <field name="line" class="java.lang.String"/>
                  <detail><band height="20">
                    <element kind="textField" x="0" y="0" width="499" height="16">
                      <expression><![CDATA[$F{line}]]></expression>
                    </element>
                  </band></detail>
                </jasperReport>
                """;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            JasperCompileManager.compileReportToStream(
                    new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)), out);
        } catch (JRException failure) {
            throw new IllegalStateException(failure);
        }
        return out.toByteArray();
    }

    private static URL url() {
        try {
            return new URL(null, "memory:sample.jasper", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {
                            // nothing to do
                        }

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(TEMPLATE);
                        }
                    };
                }
            });
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
