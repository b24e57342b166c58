package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.reporting.ReportDescription;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.security.RequiresPermission;

/** {@code /reports}: what can be had. */
@Component(service = ReportsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("reports")
@Tag(name = "reports", description = "Reports: what there is, runs, schedules, and who got them")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportsResource {
    private final ReportService reports;

    @Activate
    public ReportsResource(@Reference ReportService reports) {
        this.reports = reports;
    }

    /** An installed report as JSON. */
    public record ReportView(
            @Schema(example = "engagement") String name,
            String title,
            String description,
            @Schema(description = "Languages it can be had in") List<String> locales) {
        static ReportView of(ReportDescription report) {
            return new ReportView(
                    report.name(),
                    report.title(),
                    report.description(),
                    report.locales().stream().map(Locale::toLanguageTag).toList());
        }
    }

    @GET
    @RequiresPermission("reports:read")
    @Operation(operationId = "listReports", summary = "Lists the installed reports, ordered by name")
    public CursorPage<ReportView> list(
            @QueryParam("locale")
                    @Parameter(description = "Language of titles, such as pl; English if absent")
                    @Nullable
                    String locale) {
        return new CursorPage<>(
                reports.reports(Choices.locale(locale)).stream()
                        .map(ReportView::of)
                        .toList(),
                null);
    }
}
