package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.security.RequiresPermission;

/** {@code /report-deliveries}: the ledger of who got which report. */
@Component(service = ReportDeliveriesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("report-deliveries")
@Tag(name = "reports")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportDeliveriesResource {
    private final ReportService reports;

    @Activate
    public ReportDeliveriesResource(@Reference ReportService reports) {
        this.reports = reports;
    }

    @GET
    @RequiresPermission("reports:read")
    @Operation(operationId = "listReportDeliveries", summary = "Lists who got which report, newest first")
    public CursorPage<DeliveryView> list(
            @QueryParam("runId") @Parameter(description = "Only of this run") @Nullable Long runId,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return reports.ledger(runId, cursor, Inputs.limit(limit)).map(DeliveryView::of);
    }
}
