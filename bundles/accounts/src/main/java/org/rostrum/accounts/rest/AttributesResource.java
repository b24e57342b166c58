package org.rostrum.accounts.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.attribute.AttributesPatch;
import org.rostrum.accounts.rest.AttributeViews.AttributesChange;
import org.rostrum.accounts.rest.AttributeViews.AttributesView;
import org.rostrum.accounts.rest.AttributeViews.OpeningView;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributeService.Picture;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts/{id}/attributes}, {@code /logo} and {@code /opening}: what is known of an account besides its name. */
@Component(service = AttributesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts/{id}")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AttributesResource {
    private static final int MOST_BYTES = 1_048_576;

    private final AccountAttributeService attributes;
    private final Clock clock;

    @Activate
    public AttributesResource(@Reference AccountAttributeService attributes, @Reference Clock clock) {
        this.attributes = attributes;
        this.clock = clock;
    }

    @GET
    @Path("attributes")
    @RequiresPermission("accounts:read")
    @Operation(
            operationId = "getAccountAttributes",
            summary =
                    "Shows time zone, languages, logo, business hours and contact of an account, with where they come from")
    @ApiResponse(
            responseCode = "200",
            description = "The attributes",
            content = @Content(schema = @Schema(implementation = AttributesView.class)))
    public Response get(@PathParam("id") String id) {
        return answer(attributes.find(id));
    }

    @PATCH
    @Path("attributes")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "changeAccountAttributes",
            summary = "Sets attributes of an account, or takes them away",
            description =
                    "A merge patch: what is absent stays, null is inherited from the account above again, anything"
                            + " else replaces the attribute as a whole. The logo is set by PUT.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = AttributesView.class)))
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the account as you have seen it") @Nullable
                    String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = AttributesChange.class)))
                    ObjectNode patch) {
        return answer(attributes.change(id, AttributesPatch.of(patch), EntityTags.expectedVersion(ifMatch)));
    }

    @GET
    @Path("logo")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getAccountLogo", summary = "Gives the logo that counts for an account")
    @ApiResponse(responseCode = "200", description = "The picture", content = @Content(mediaType = "image/png"))
    public Response logo(@PathParam("id") String id) {
        Picture picture = attributes.logo(id).orElseThrow(() -> Problem.notFound("logo of the account", id));
        return Response.ok(picture.content(), picture.logo().mediaType())
                .tag(picture.logo().sha256())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    @PUT
    @Path("logo")
    @Consumes({"image/png", "image/jpeg"})
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "setAccountLogo",
            summary = "Sets the logo of an account",
            description =
                    "PNG or JPEG of up to 1 MiB, 4096 pixels a side and 8,000,000 pixels. It is drawn anew, at most"
                            + " 512 pixels a side.")
    @ApiResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(schema = @Schema(implementation = AttributesView.class)))
    public Response setLogo(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the account as you have seen it") @Nullable
                    String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(type = "string", format = "binary")))
                    InputStream picture) {
        try {
            return answer(
                    attributes.setLogo(id, picture.readNBytes(MOST_BYTES + 1), EntityTags.expectedVersion(ifMatch)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @DELETE
    @Path("logo")
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "removeAccountLogo",
            summary = "Takes the account's own logo away, so that it is inherited")
    @ApiResponse(
            responseCode = "200",
            description = "Taken away",
            content = @Content(schema = @Schema(implementation = AttributesView.class)))
    public Response removeLogo(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the account as you have seen it") @Nullable
                    String ifMatch) {
        return answer(attributes.setLogo(id, null, EntityTags.expectedVersion(ifMatch)));
    }

    @GET
    @Path("opening")
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getAccountOpening", summary = "Tells whether an account is open, and when it opens next")
    public OpeningView opening(
            @PathParam("id") String id,
            @QueryParam("at") @Parameter(description = "ISO 8601; now when absent") @Nullable String at) {
        Instant moment = Inputs.instant("at", at);
        return OpeningView.of(attributes.opening(id, moment == null ? clock.instant() : moment));
    }

    private static Response answer(AccountAttributes attributes) {
        return Response.ok(AttributesView.of(attributes))
                .tag(Long.toString(attributes.version()))
                .build();
    }
}
