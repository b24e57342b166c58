package org.rostrum.itests.boot.probe;

import java.util.List;
import java.util.Locale;
import org.osgi.framework.FrameworkUtil;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.spi.report.ReportContent;
import org.rostrum.spi.report.ReportPack;

/** A report pack that describes itself by the version of the bundle it is in, and can do no more. */
public final class ProbeReport implements ReportPack {
    @Override
    public ReportDescription describe(Locale locale) {
        return new ReportDescription(
                "probe",
                "Probe " + FrameworkUtil.getBundle(ProbeReport.class).getVersion(),
                "A pack that comes and goes",
                List.of(Locale.ENGLISH));
    }

    @Override
    public ReportContent prepare(ReportRequest request) {
        throw new UnsupportedOperationException("there is nothing to fill");
    }
}
