package org.rostrum.archive.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.archive.verify.VerificationRun;
import org.rostrum.archive.verify.Verifications;

/** {@code /archive}: the archive as a whole. */
@Component(service = ArchiveResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("archive")
@Tag(name = "archive", description = "The archive as a whole: how much it holds and whether it is intact")
@Produces(MediaType.APPLICATION_JSON)
public final class ArchiveResource {
    private final Archive archive;
    private final Verifications verifications;

    @Activate
    public ArchiveResource(@Reference Archive archive, @Reference Verifications verifications) {
        this.archive = archive;
        this.verifications = verifications;
    }

    @GET
    @Path("totals")
    @RequiresPermission("archive:read")
    @Operation(operationId = "getArchiveTotals", summary = "Tells how much the archive holds")
    public ArchiveTotals totals() {
        return archive.totals();
    }

    @POST
    @Path("verifications")
    @RequiresPermission("archive:verify")
    @Operation(
            operationId = "startArchiveVerification",
            summary = "Has the archive verified in the background",
            description = "Recomputes every hash and every sum, also the sums of leads and tickets. Appending goes on"
                    + " meanwhile. Refused with 409 while another verification has not ended.")
    @ApiResponse(
            responseCode = "202",
            description = "Will be verified; Location tells the progress and the result",
            content = @Content(schema = @Schema(implementation = VerificationRun.class)))
    public Response verify() {
        VerificationRun run = verifications.start();
        return Response.accepted(run)
                .location(URI.create("archive/verifications/" + run.id()))
                .build();
    }

    @GET
    @Path("verifications")
    @RequiresPermission("archive:verify")
    @Operation(operationId = "listArchiveVerifications", summary = "Lists the verifications, newest first")
    public CursorPage<VerificationRun> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return verifications.list(cursor, Inputs.limit(limit));
    }

    @GET
    @Path("verifications/{id}")
    @RequiresPermission("archive:verify")
    @Operation(operationId = "getArchiveVerification", summary = "Shows how far a verification came and its result")
    public VerificationRun get(@PathParam("id") long id) {
        return verifications.find(id);
    }

    @POST
    @Path("verifications/{id}/cancel")
    @RequiresPermission("archive:verify")
    @Operation(operationId = "cancelArchiveVerification", summary = "Stops a verification; quiet when it has ended")
    @ApiResponse(
            responseCode = "202",
            description = "Will be stopped",
            content = @Content(schema = @Schema(implementation = VerificationRun.class)))
    public Response cancel(@PathParam("id") long id) {
        return Response.accepted(verifications.cancel(id)).build();
    }
}
