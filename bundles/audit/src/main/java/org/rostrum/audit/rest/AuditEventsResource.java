package org.rostrum.audit.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.RequiresPermission;

/** {@code /audit-events}: who changed what. */
@Component(service = AuditEventsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("audit-events")
@Tag(name = "audit", description = "Who changed what, when and by which door")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditEventsResource {
    private static final String JSON_LINES = "application/jsonl";

    private final AuditLog auditLog;
    private final Access access;

    @Activate
    public AuditEventsResource(@Reference AuditLog auditLog, @Reference Access access) {
        this.auditLog = auditLog;
        this.access = access;
    }

    @GET
    @RequiresPermission("audit:read")
    @Operation(
            operationId = "listAuditEvents",
            summary = "Lists the entries of the trail, newest first",
            description = "An asterisk at the end of actor, action or subject stands for any further text, as in"
                    + " session.*")
    public CursorPage<AuditEvent> list(
            @QueryParam("actor") @Parameter(description = "User, or part of the server", example = "admin") @Nullable
                    String actor,
            @QueryParam("action") @Parameter(example = "user.*") @Nullable String action,
            @QueryParam("subject") @Parameter(example = "user/jane.doe") @Nullable String subject,
            @QueryParam("from")
                    @Parameter(description = "Not before this time", example = "2026-11-01T00:00:00Z")
                    @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "Before this time", example = "2026-12-01T00:00:00Z") @Nullable
                    String to,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        AuditFilter filter =
                new AuditFilter(actor, action, subject, Inputs.instant("from", from), Inputs.instant("to", to));
        return auditLog.list(filter, cursor, Inputs.limit(limit));
    }

    @GET
    @Path("export")
    @Produces(JSON_LINES)
    @RequiresPermission("audit:export")
    @Operation(
            operationId = "exportAuditEvents",
            summary = "Gives the whole trail, oldest first, one JSON object per line",
            description = "Each line carries the hash; before and after are text, exactly as it was hashed.")
    @ApiResponse(
            responseCode = "200",
            description = "The trail",
            content = @Content(mediaType = JSON_LINES, schema = @Schema(implementation = AuditEvent.class)))
    public Response export() {
        // now, while a refusal can still be answered
        access.require("audit:export");
        StreamingOutput body = out -> {
            try (AuditLines lines = new AuditLines(out)) {
                auditLog.export(lines);
            }
        };
        return Response.ok(body, JSON_LINES)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-events.jsonl\"")
                .build();
    }

    @GET
    @Path("verification")
    @RequiresPermission("audit:verify")
    @Operation(
            operationId = "verifyAuditEvents",
            summary = "Recomputes the chain of hashes and says where it breaks",
            description = "Reads the whole trail. Note headHash elsewhere: it proves later that nobody wrote the whole"
                    + " chain anew.")
    public AuditVerification verification() {
        return auditLog.verify();
    }
}
