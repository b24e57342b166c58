package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ReportRun;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.security.RequiresPermission;

/** {@code /report-runs}: makings of reports. */
@Component(
        service = ReportRunsResource.class,
        property = {"osgi.jakartars.resource:Boolean=true", "rostrum.permissions=reports:cancel"})
@Path("report-runs")
@Tag(name = "reports")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportRunsResource {
    private final ReportService reports;
    private final Clock clock;

    @Activate
    public ReportRunsResource(@Reference ReportService reports, @Reference Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** A report to be made. */
    public record RunInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Name of the report",
                            example = "engagement")
                    @Nullable
                    String report,
            @Schema(description = "The account and everything below it; absent for all accounts") @Nullable
                    String accountId,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            implementation = Object.class,
                            description =
                                    "A word, for the last whole period that is over; an object with a day, for the"
                                            + " period that holds it; or the first day and the day after the last one",
                            anyOf = {PeriodForms.Word.class, PeriodForms.Calendar.class, PeriodForms.Days.class},
                            example = "{\"from\":\"2026-10-01\",\"to\":\"2026-11-01\"}")
                    @Nullable
                    PeriodInput period,
            @Schema(description = "IANA time zone in which days begin; UTC if absent", example = "Europe/Warsaw")
                    @Nullable
                    String zone,
            @Schema(description = "Language tag; en if absent", example = "pl") @Nullable String locale,
            @ArraySchema(
                            arraySchema = @Schema(description = "PDF if absent"),
                            schema = @Schema(allowableValues = {"PDF", "XLSX", "CSV", "HTML"}))
                    @Nullable
                    List<String> formats) {}

    /** To whom a report is mailed once more. */
    public record ResendInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Mail addresses, 1 to 100") @Nullable
                    List<String> recipients) {}

    @GET
    @RequiresPermission("reports:read")
    @Operation(operationId = "listReportRuns", summary = "Lists the runs, newest first")
    public CursorPage<RunView> list(
            @QueryParam("scheduleId") @Parameter(description = "Only runs of this schedule") @Nullable Long scheduleId,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return reports.runs(scheduleId, cursor, Inputs.limit(limit)).map(RunView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("reports:run")
    @Operation(
            operationId = "startReportRun",
            summary = "Has a report made",
            description = "Answers at once; the run is made in the background. Follow Location until its state is"
                    + " COMPLETED, FAILED or CANCELLED.")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; Location names the run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response start(RunInput input) {
        ZoneId zone = Inputs.zone("zone", input.zone());
        ZoneId days = zone == null ? ZoneOffset.UTC : zone;
        ReportRun run = reports.run(new ReportRequest(
                Inputs.required("report", input.report()),
                input.accountId(),
                PeriodInput.read(input.period(), days, LocalDate.now(clock.withZone(days))),
                Choices.locale(input.locale()),
                Choices.formats(input.formats())));
        return Response.accepted(RunView.of(run))
                .location(URI.create("report-runs/" + run.id()))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("reports:read")
    @Operation(operationId = "getReportRun", summary = "Shows a run")
    public RunView get(@PathParam("id") long id) {
        return RunView.of(find(id));
    }

    private ReportRun find(long id) {
        return reports.findRun(id).orElseThrow(() -> Problem.notFound("report run", id));
    }

    @POST
    @Path("{id}/cancel")
    @RequiresPermission("reports:run")
    @Operation(
            operationId = "cancelReportRun",
            summary = "Cancels a run that is waiting or running",
            description = "One's own; a run that somebody else or a schedule has started takes the permission"
                    + " reports:cancel, too.")
    public RunView cancel(@PathParam("id") long id) {
        return RunView.of(reports.cancel(id));
    }

    @GET
    @Path("{id}/output/{format}")
    @Produces({
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text/csv",
        "text/html",
        MediaType.WILDCARD
    })
    @RequiresPermission("reports:read")
    @Operation(
            operationId = "getReportOutput",
            summary = "Downloads a file of a completed run",
            description = "The ETag is the SHA-256 of the file; a file never changes.")
    @ApiResponse(responseCode = "200", description = "The file")
    @ApiResponse(responseCode = "412", description = "It is another file than If-Match names")
    @ApiResponse(responseCode = "304", description = "The caller has it already (If-None-Match)")
    public Response output(
            @PathParam("id") long id,
            @PathParam("format") @Parameter(description = "pdf, xlsx, csv or html") String format,
            @Context Request request) {
        ReportFormat wanted = Choices.format(format);
        ReportRun.Output output = find(id).outputs().stream()
                .filter(made -> made.format() == wanted)
                .findFirst()
                .orElseThrow(() ->
                        Problem.of(Problem.Kind.NOT_FOUND, "The run " + id + " has no output in " + wanted + "."));
        EntityTag tag = new EntityTag(output.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            Response answer = unchanged.tag(tag).build();
            if (answer.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
                throw Problem.of(Problem.Kind.PRECONDITION_FAILED, "The file is another one than If-Match names.")
                        .withField(HttpHeaders.IF_MATCH)
                        .withRemedy("A file never changes: leave If-Match out, or send the ETag \"" + output.sha256()
                                + "\".");
            }
            return answer;
        }
        InputStream content = reports.open(id, wanted);
        StreamingOutput body = out -> {
            try (content) {
                content.transferTo(out);
            }
        };
        return Response.ok(body, wanted.mediaType())
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, output.bytes())
                // always a download: a page of ours must never run with the caller's session
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + output.fileName() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    @GET
    @Path("{id}/deliveries")
    @RequiresPermission("reports:read")
    @Operation(operationId = "listDeliveriesOfReportRun", summary = "Lists who got a run, newest first")
    public CursorPage<DeliveryView> deliveries(
            @PathParam("id") long id,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        find(id);
        return reports.ledger(id, cursor, Inputs.limit(limit)).map(DeliveryView::of);
    }

    @POST
    @Path("{id}/deliveries")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("reports:mail")
    @Operation(operationId = "resendReportRun", summary = "Mails a completed run once more, to the recipients given")
    public List<DeliveryView> resend(@PathParam("id") long id, ResendInput input) {
        return reports.resend(id, Inputs.required("recipients", input.recipients())).stream()
                .map(DeliveryView::of)
                .toList();
    }
}
