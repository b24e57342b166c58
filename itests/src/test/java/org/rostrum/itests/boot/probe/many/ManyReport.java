package org.rostrum.itests.boot.probe.many;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.spi.report.ReportContent;
import org.rostrum.spi.report.ReportPack;

/** A page with a line of a type of its own. */
public final class ManyReport implements ReportPack {
    /** What the page shows. */
    public static final class Line {
        @Override
        public String toString() {
            return "a line";
        }
    }

    @Override
    public ReportDescription describe(Locale locale) {
        return new ReportDescription("many", "Many", "A page", List.of(Locale.ENGLISH));
    }

    @Override
    public ReportContent prepare(ReportRequest request) {
        return new ReportContent(
                "Many",
                "One line.",
                Objects.requireNonNull(ManyReport.class.getResource("/many.jasper")),
                Map.of(),
                Map.of(),
                List.of(Map.of("line", new Line())),
                List.of());
    }
}
