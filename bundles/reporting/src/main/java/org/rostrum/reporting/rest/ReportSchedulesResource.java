package org.rostrum.reporting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.reporting.ReportSchedule;
import org.rostrum.api.reporting.ReportService;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /report-schedules}: reports that are made and mailed by the calendar. */
@Component(service = ReportSchedulesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("report-schedules")
@Tag(name = "reports")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportSchedulesResource {
    private final ReportService reports;

    @Activate
    public ReportSchedulesResource(@Reference ReportService reports) {
        this.reports = reports;
    }

    @GET
    @RequiresPermission("report-schedules:read")
    @Operation(operationId = "listReportSchedules", summary = "Lists the schedules, ordered by id")
    public CursorPage<ScheduleView> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return reports.schedules(cursor, Inputs.limit(limit)).map(ScheduleView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("report-schedules:write")
    @Operation(
            operationId = "createReportSchedule",
            summary = "Makes a schedule",
            description =
                    "Occurrences that were missed while no server was up are not made up for one by one: the latest"
                            + " one is made late, once, and says so.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = ScheduleView.class)))
    public Response create(ScheduleInput input) {
        ReportSchedule made = reports.createSchedule(input.read());
        return Response.created(URI.create("report-schedules/" + made.id()))
                .tag(Long.toString(made.version()))
                .entity(ScheduleView.of(made))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("report-schedules:read")
    @Operation(operationId = "getReportSchedule", summary = "Shows a schedule and its next three runs")
    @ApiResponse(
            responseCode = "200",
            description = "The schedule",
            content = @Content(schema = @Schema(implementation = ScheduleView.class)))
    public Response get(@PathParam("id") long id) {
        ReportSchedule found = reports.findSchedule(id).orElseThrow(() -> Problem.notFound("schedule", id));
        return Response.ok(ScheduleView.of(found))
                .tag(Long.toString(found.version()))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("report-schedules:write")
    @Operation(operationId = "updateReportSchedule", summary = "Changes a schedule as a whole")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = ScheduleView.class)))
    public Response update(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the schedule as you have seen it") @Nullable
                    String ifMatch,
            ScheduleInput input) {
        ReportSchedule changed = reports.updateSchedule(id, input.read(), EntityTags.expectedVersion(ifMatch));
        return Response.ok(ScheduleView.of(changed))
                .tag(Long.toString(changed.version()))
                .build();
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("report-schedules:write")
    @Operation(
            operationId = "removeReportSchedule",
            summary = "Removes a schedule",
            description = "Its runs and what they made stay; a run that is under way ends, but is mailed to nobody.")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the schedule as you have seen it") @Nullable
                    String ifMatch) {
        reports.removeSchedule(id, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }
}
