package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.IdentityLink;
import org.rostrum.api.identity.IdentityLinkService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.OpenToAnyone;

/** {@code /identity-links}: with whom at identity providers the caller signs in. */
@Component(service = IdentityLinksResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("identity-links")
@Tag(name = "session")
@Produces(MediaType.APPLICATION_JSON)
public final class IdentityLinksResource {
    private final IdentityLinkService links;

    @Activate
    public IdentityLinksResource(@Reference IdentityLinkService links) {
        this.links = links;
    }

    @GET
    @OpenToAnyone(reason = "everybody sees how they can sign in", signedIn = true)
    @Operation(
            operationId = "listIdentityLinks",
            summary = "Lists with whom at identity providers you sign in; one page")
    public CursorPage<IdentityLink> own() {
        return new CursorPage<>(links.own(), null);
    }

    @DELETE
    @Path("{provider}")
    @OpenToAnyone(reason = "everybody decides how they sign in", signedIn = true)
    @Operation(
            operationId = "unlinkIdentity",
            summary = "Has you no longer let in by an identity provider",
            description = "Sessions for which it has vouched end, and groups that come from it go.")
    @ApiResponse(responseCode = "204", description = "Unlinked")
    public Response unlink(
            @PathParam("provider") String provider,
            @QueryParam("evenLast")
                    @DefaultValue("false")
                    @Parameter(description = "Although it is the last way to sign in, which is refused without")
                    boolean evenLast) {
        links.unlinkOwn(provider, evenLast);
        return Response.noContent().build();
    }
}
