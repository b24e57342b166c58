package org.rostrum.spi.report;

import java.util.Locale;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.security.Requester;

/**
 * A report that can be deployed and removed at run time: a compiled JasperReports template, its messages, and the code that
 * brings the figures. Registered as a service.
 */
public interface ReportPack {
    ReportDescription describe(Locale locale);

    /**
     * Collects what the template shows, from the services of {@code org.rostrum.api}, on the thread and with the rights of
     * whoever the report is for.
     */
    ReportContent prepare(ReportRequest request);

    /**
     * {@link #prepare(ReportRequest)} for somebody, whom the report should name: whoever reads it shall see who asked for it, and
     * for which account they acted.
     */
    default ReportContent prepare(ReportRequest request, Requester requester) {
        return prepare(request);
    }
}
