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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /archive}: figures of the whole, and the checks of its chain. */
@Component(service = ArchiveResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("archive")
@Tag(name = "archive", description = "Everything said to and by the organisation, append-only and tamper-evident")
@Produces(MediaType.APPLICATION_JSON)
public final class ArchiveResource {
    private final Archive archive;
    private final EngagementFigures figures;
    private final AccountService accounts;
    private final Verifications verifications;

    @Activate
    public ArchiveResource(
            @Reference Archive archive,
            @Reference EngagementFigures figures,
            @Reference AccountService accounts,
            @Reference Verifications verifications) {
        this.archive = archive;
        this.figures = figures;
        this.accounts = accounts;
        this.verifications = verifications;
    }

    /** A check of the chain and how far it came. */
    public record VerificationView(
            long id,
            Instant started,
            @Schema(description = "Rows checked so far") long checked,
            @Schema(description = "Absent while it runs") @Nullable Instant finished,
            @Schema(description = "Whether everything fits; absent unless it came to its end") @Nullable Boolean intact,
            @Nullable Long activities,
            @Schema(description = "Hash of the last row: note it elsewhere, it proves later that nothing was cut off")
                    @Nullable
                    String headHash,
            List<ArchiveVerification.Finding> findings,
            boolean cancelled,
            @Schema(description = "Why it could not be finished") @Nullable String failure) {
        static VerificationView of(Verifications.Verification verification) {
            ArchiveVerification result = verification.result;
            return new VerificationView(
                    verification.id,
                    verification.started,
                    verification.checked,
                    verification.finished,
                    result == null ? null : result.intact(),
                    result == null ? null : result.activities(),
                    result == null ? null : result.headHash(),
                    result == null ? List.of() : result.findings(),
                    verification.cancelled,
                    verification.failure);
        }
    }

    @GET
    @Path("totals")
    @RequiresPermission("archive:read")
    @Operation(operationId = "getArchiveTotals", summary = "Counts what is in the archive")
    public ArchiveTotals totals() {
        return archive.totals();
    }

    @GET
    @Path("responses")
    @RequiresPermission("archive:read")
    @Operation(
            operationId = "getResponseFigures",
            summary = "Tells how fast conversations were answered first",
            description = "Median and 90th percentile are discrete (percentile_disc), in whole seconds, of the"
                    + " conversations whose first inbound activity falls into the period.")
    public ResponseFigures responses(
            @QueryParam("account")
                    @Parameter(description = "This account and everything below it", required = true)
                    @Nullable
                    String account,
            @QueryParam("from")
                    @Parameter(description = "Start, inclusive, ISO 8601; the beginning if absent")
                    @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "End, exclusive, ISO 8601; everything if absent") @Nullable
                    String to) {
        String root = Inputs.required("account", account);
        Set<String> subtree = accounts.subtree(root);
        if (subtree.isEmpty()) {
            throw Problem.notFound("account", root);
        }
        Instant start = Inputs.instant("from", from);
        Instant end = Inputs.instant("to", to);
        ArchiveTotals totals = archive.totals();
        Instant first = totals.first();
        Instant last = totals.last();
        if (first == null || last == null) {
            return new ResponseFigures(0, 0, null, null);
        }
        return figures.responses(subtree, start == null ? first : start, end == null ? last.plusSeconds(1) : end);
    }

    @POST
    @Path("verifications")
    @RequiresPermission("archive:verify")
    @Operation(
            operationId = "startVerification",
            summary = "Starts a check of the whole archive in the background",
            description = "Recomputes every hash and every sum.")
    @ApiResponse(
            responseCode = "202",
            description = "Started; Location tells the progress",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    public Response verify() {
        Verifications.Verification started = verifications.start();
        return Response.accepted(VerificationView.of(started))
                .location(URI.create("archive/verifications/" + started.id))
                .build();
    }

    @GET
    @Path("verifications/{id}")
    @RequiresPermission("archive:verify")
    @Operation(operationId = "getVerification", summary = "Shows a check and how far it came")
    public VerificationView verification(@PathParam("id") long id) {
        return VerificationView.of(verifications.find(id).orElseThrow(() -> Problem.notFound("verification", id)));
    }

    @POST
    @Path("verifications/{id}/cancel")
    @RequiresPermission("archive:verify")
    @Operation(operationId = "cancelVerification", summary = "Ends a check before it is through")
    @ApiResponse(
            responseCode = "202",
            description = "Will be ended",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    public Response cancel(@PathParam("id") long id) {
        return Response.accepted(VerificationView.of(verifications.cancel(id))).build();
    }
}
