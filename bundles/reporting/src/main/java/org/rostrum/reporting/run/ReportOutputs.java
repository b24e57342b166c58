package org.rostrum.reporting.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.ContentSource;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.reporting.ReportTables;

/** Hands the files of reports to deliveries: {@code report-output:7/PDF}. */
@Component
public final class ReportOutputs implements ContentSource {
    private static final String SCHEME = "report-output";
    private static final Pattern REFERENCE = Pattern.compile("(\\d{1,18})/(PDF|XLSX|CSV|HTML)");

    private final OutputStore outputs;

    /** @param tables must be there before anything is read */
    @Activate
    public ReportOutputs(@Reference Database database, @Reference ReportTables tables) {
        this.outputs = new OutputStore(database);
    }

    static String reference(long runId, ReportFormat format) {
        return SCHEME + ":" + runId + "/" + format;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public InputStream open(String rest) throws IOException {
        Matcher reference = REFERENCE.matcher(rest);
        if (!reference.matches()) {
            throw new FileNotFoundException("no output of a report: " + rest);
        }
        return outputs.open(Long.parseLong(reference.group(1)), ReportFormat.valueOf(reference.group(2)))
                .orElseThrow(() -> new FileNotFoundException("this output of a report is gone: " + rest));
    }
}
