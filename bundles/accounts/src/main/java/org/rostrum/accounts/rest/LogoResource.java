package org.rostrum.accounts.rest;

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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.rest.AttributeViews.AttributesView;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributeService.Picture;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts/{id}/logo}: the picture of an account. */
@Component(service = LogoResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts/{id}/logo")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class LogoResource {
    private static final int MOST_BYTES = 1_048_576;

    private final AccountAttributeService attributes;

    @Activate
    public LogoResource(@Reference AccountAttributeService attributes) {
        this.attributes = attributes;
    }

    @GET
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getAccountLogo", summary = "Gives the logo that counts for an account")
    @ApiResponse(responseCode = "200", description = "The picture", content = @Content(mediaType = "image/png"))
    public Response logo(
            @PathParam("id") String id,
            @QueryParam("of")
                    @Parameter(
                            description = "The sha256 of the logo as it was told: then browsers may keep the picture")
                    @Nullable
                    String of) {
        Picture picture = attributes.logo(id).orElseThrow(() -> Problem.notFound("logo of the account", id));
        return Response.ok(picture.content(), picture.logo().mediaType())
                .tag(picture.logo().sha256())
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        picture.logo().sha256().equals(of)
                                ? "private, max-age=31536000, immutable"
                                : "private, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    @PUT
    // what it is shows in the bytes, whatever they are called
    @Consumes(MediaType.WILDCARD)
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
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "image/png",
                                            schema = @Schema(type = "string", format = "binary")))
                    InputStream picture) {
        try {
            return AttributesResource.answer(
                    attributes.setLogo(id, picture.readNBytes(MOST_BYTES + 1), EntityTags.expectedVersion(ifMatch)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @DELETE
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
        return AttributesResource.answer(attributes.setLogo(id, null, EntityTags.expectedVersion(ifMatch)));
    }
}
