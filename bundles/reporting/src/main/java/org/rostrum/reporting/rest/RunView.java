package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;

/** A run as JSON. */
public record RunView(
        long id,
        @Schema(example = "engagement") String report,
        @Nullable String accountId,
        String from,
        @Schema(description = "Day after the last one") String to,
        String zone,
        String locale,
        List<ReportFormat> formats,
        @Schema(description = "The schedule it belongs to; absent when a person asked for it") @Nullable
                Long scheduleId,
        String requestedBy,
        @Schema(
                        description =
                                "The account of whoever asked; another one than accountId when they acted for that one;"
                                        + " absent for the organisation as a whole")
                @Nullable
                String requesterAccountId,
        ReportRun.State state,
        Instant created,
        @Nullable Instant finished,
        List<OutputView> outputs,
        @Schema(description = "How far it is, why it failed, or that it was made late") @Nullable String message) {

    /** A file that was made. */
    public record OutputView(
            ReportFormat format,
            String fileName,
            String mediaType,
            long bytes,
            @Schema(description = "Of the PDF; 0 for formats without pages") int pages,
            String sha256,
            @Schema(description = "Where to get it, relative to /api/v1") String href) {}

    static RunView of(ReportRun run) {
        ReportRequest request = run.request();
        LocalDate to = request.period().to();
        return new RunView(
                run.id(),
                request.report(),
                request.accountId(),
                request.period().from().toString(),
                to.toString(),
                request.period().zone().getId(),
                request.locale().toLanguageTag(),
                request.formats().stream().sorted().toList(),
                run.scheduleId(),
                run.requestedBy(),
                run.requesterAccountId(),
                run.state(),
                run.created(),
                run.finished(),
                run.outputs().stream()
                        .map(output -> new OutputView(
                                output.format(),
                                output.fileName(),
                                output.format().mediaType(),
                                output.bytes(),
                                output.pages(),
                                output.sha256(),
                                "report-runs/" + run.id() + "/output/"
                                        + output.format().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                run.message());
    }
}
