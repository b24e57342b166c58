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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.attribute.AttributesPatch;
import org.rostrum.accounts.rest.AttributeViews.AttributesChange;
import org.rostrum.accounts.rest.AttributeViews.AttributesView;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts/{id}/attributes}: what is known of an account besides its name. */
@Component(service = AttributesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts/{id}/attributes")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AttributesResource {
    private final AccountAttributeService attributes;

    @Activate
    public AttributesResource(@Reference AccountAttributeService attributes) {
        this.attributes = attributes;
    }

    @GET
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

    static Response answer(AccountAttributes attributes) {
        return Response.ok(AttributesView.of(attributes))
                .tag(Long.toString(attributes.version()))
                .build();
    }
}
