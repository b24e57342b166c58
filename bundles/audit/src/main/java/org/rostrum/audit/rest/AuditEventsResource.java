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
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.audit.AuditSeal;
import org.rostrum.api.audit.AuditVerification;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.RequiresPermission;

/** {@code /audit-events}: who changed what. */
@Component(service = AuditEventsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("audit-events")
@Tag(name = "audit", description = "Who changed what, when and by which door")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditEventsResource {
    private static final String JSON_LINES = "application/jsonl";
    private static final String CSV = "text/csv";
    private static final int LONGEST_TEXT = 200;

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
                    + " session.*. Whoever holds the permission for some accounts sees what concerns these. With after"
                    + " it lists what came later, oldest first: ask again with the last sequence to follow the trail.")
    public CursorPage<AuditEvent> list(
            @QueryParam("actor") @Parameter(description = "User, or part of the server", example = "admin") @Nullable
                    String actor,
            @QueryParam("action") @Parameter(example = "user.*") @Nullable String action,
            @QueryParam("subject") @Parameter(example = "user/jane.doe") @Nullable String subject,
            @QueryParam("accountId")
                    @Parameter(description = "What concerns this account or one below it", example = "acme-north")
                    @Nullable
                    String accountId,
            @QueryParam("text")
                    @Parameter(description = "Text in subject, before or after; upper and lower case differ")
                    @Nullable
                    String text,
            @QueryParam("actedFor")
                    @Parameter(description = "true: what was done for another account than the actor's own")
                    @Nullable
                    Boolean actedFor,
            @QueryParam("from")
                    @Parameter(description = "Not before this time", example = "2026-11-01T00:00:00Z")
                    @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "Before this time", example = "2026-12-01T00:00:00Z") @Nullable
                    String to,
            @QueryParam("after")
                    @Parameter(description = "Sequence of the last entry that was seen; not together with cursor")
                    @Nullable
                    Long after,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        AuditFilter filter = filter(actor, action, subject, accountId, text, actedFor, from, to);
        if (after == null) {
            return auditLog.list(filter, cursor, Inputs.limit(limit));
        }
        if (cursor != null) {
            throw Problem.invalid("after", "after and cursor exclude each other.", "Leave one of them out.");
        }
        return new CursorPage<>(auditLog.after(after, filter, Inputs.limit(limit)), null);
    }

    private static AuditFilter filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String accountId,
            @Nullable String text,
            @Nullable Boolean actedFor,
            @Nullable String from,
            @Nullable String to) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw Problem.invalid("text", "Longer than " + LONGEST_TEXT + " characters.", "Shorten it.");
        }
        return new AuditFilter(
                actor,
                action,
                subject,
                accountId,
                text,
                Boolean.TRUE.equals(actedFor),
                Inputs.instant("from", from),
                Inputs.instant("to", to));
    }

    /** How the trail is taken out. */
    public enum Form {
        JSONL,
        CSV
    }

    @GET
    @Path("export")
    @Produces({JSON_LINES, CSV})
    @RequiresPermission("audit:export")
    @Operation(
            operationId = "exportAuditEvents",
            summary = "Gives the trail, oldest first: one JSON object per line, or CSV",
            description =
                    "Each line carries the hash; before and after are text, exactly as it was hashed (in CSV with an"
                            + " apostrophe where a spreadsheet would see a formula). The export is an entry of the trail itself.")
    @ApiResponse(
            responseCode = "200",
            description = "The trail",
            content = {
                @Content(mediaType = JSON_LINES, schema = @Schema(implementation = AuditEvent.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    public Response export(
            @QueryParam("actor") @Parameter(description = "User, or part of the server", example = "admin") @Nullable
                    String actor,
            @QueryParam("action") @Parameter(example = "user.*") @Nullable String action,
            @QueryParam("subject") @Parameter(example = "user/jane.doe") @Nullable String subject,
            @QueryParam("accountId")
                    @Parameter(description = "What concerns this account or one below it", example = "acme-north")
                    @Nullable
                    String accountId,
            @QueryParam("text")
                    @Parameter(description = "Text in subject, before or after; upper and lower case differ")
                    @Nullable
                    String text,
            @QueryParam("actedFor")
                    @Parameter(description = "true: what was done for another account than the actor's own")
                    @Nullable
                    Boolean actedFor,
            @QueryParam("from")
                    @Parameter(description = "Not before this time", example = "2026-11-01T00:00:00Z")
                    @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "Before this time", example = "2026-12-01T00:00:00Z") @Nullable
                    String to,
            @QueryParam("format") @Parameter(description = "jsonl if absent") @Nullable String format) {
        // now, while a refusal can still be answered
        access.requireSomewhere("audit:export");
        AuditFilter filter = filter(actor, action, subject, accountId, text, actedFor, from, to);
        Form form = Objects.requireNonNullElse(Inputs.constant("format", Form.class, format), Form.JSONL);
        auditLog.record("audit.export", "audit-events", accountId, null, "{\"format\":\"" + form + "\"}");
        StreamingOutput body = out -> {
            if (form == Form.CSV) {
                try (AuditTable table = new AuditTable(out)) {
                    auditLog.export(filter, table);
                }
            } else {
                try (AuditLines lines = new AuditLines(out)) {
                    auditLog.export(filter, lines);
                }
            }
        };
        String type = form == Form.CSV ? CSV + ";charset=utf-8" : JSON_LINES;
        return Response.ok(body, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-events." + form.name().toLowerCase(Locale.ROOT) + "\"")
                .build();
    }

    @GET
    @Path("seals")
    @RequiresPermission("audit:verify")
    @Operation(
            operationId = "listAuditSeals",
            summary = "Lists the signatures over the trail, newest first",
            description =
                    "Each covers all entries up to its own. Kept elsewhere, one proves later that nothing up to it was"
                            + " written anew: with its public key alone, without this server.")
    public CursorPage<AuditSeal> seals(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return auditLog.seals(cursor, Inputs.limit(limit));
    }

    @GET
    @Path("verification")
    @RequiresPermission("audit:verify")
    @Operation(
            operationId = "verifyAuditEvents",
            summary = "Recomputes the chain of hashes, checks the seals, and says where it breaks",
            description = "Reads the whole trail. Note headHash elsewhere: it proves later that nobody wrote the whole"
                    + " chain anew.")
    public AuditVerification verification() {
        return auditLog.verify();
    }
}
