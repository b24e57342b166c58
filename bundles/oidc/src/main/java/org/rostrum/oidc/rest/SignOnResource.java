package org.rostrum.oidc.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.oidc.SignOnDoor;

/** {@code /sign-on}: signing in and out through identity providers, for browsers and providers. */
@Component(service = SignOnResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("sign-on")
@Tag(name = "sign-on", description = "Signing in and out through identity providers (OpenID Connect)")
@Produces(MediaType.APPLICATION_JSON)
public final class SignOnResource {
    private static final String NO_STORE = "no-store";

    private final SignOnDoor door;

    @Activate
    public SignOnResource(@Reference SignOnDoor door) {
        this.door = door;
    }

    /** Through whom one can sign in. */
    public record SignOnChoices(List<SignOnDoor.Choice> items) {}

    /** Where to sign out, too. */
    public record SignOutAnswer(
            @Schema(description = "Where the browser goes to sign out at the provider; absent when nowhere") @Nullable
                    String location) {}

    @GET
    @OpenToAnyone(reason = "the sign-in page shows it; ids and names only")
    @Operation(
            operationId = "listSignOnChoices",
            summary = "Lists the identity providers through which one can sign in, by id and name")
    @ApiResponse(
            responseCode = "200",
            description = "The providers",
            content = @Content(schema = @Schema(implementation = SignOnChoices.class)))
    public Response choices() {
        return Response.ok(new SignOnChoices(door.choices()))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    @GET
    @Path("{id}")
    @OpenToAnyone(reason = "it is how one signs in")
    @Operation(
            operationId = "beginSignOn",
            summary = "Sends the browser to an identity provider",
            description =
                    "For browsers: authorization code flow with PKCE. When that cannot be, the browser is sent to the sign-in"
                            + " page with the reason in the parameter signOn.")
    @ApiResponse(responseCode = "303", description = "To the provider, or to the sign-in page")
    public Response begin(
            @PathParam("id") String id,
            @QueryParam("returnTo")
                    @Parameter(description = "Page of the console to show afterwards; others are passed over")
                    @Nullable
                    String returnTo,
            @Parameter(hidden = true) @Context HttpServletRequest request) {
        return sent(door.begin(id, returnTo, request));
    }

    @GET
    @Path("{id}/callback")
    @OpenToAnyone(reason = "it is how one signs in; what the browser brings is checked")
    @Operation(
            operationId = "finishSignOn",
            summary = "Takes the browser back from an identity provider",
            description =
                    "To be registered at the provider as redirect URI. Opens a session and sends the browser to the console, or to"
                            + " the sign-in page with the reason in the parameter signOn.")
    @ApiResponse(responseCode = "303", description = "To the console")
    public Response finish(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("iss") @Nullable String issuer,
            @QueryParam("error") @Nullable String error,
            // providers may add parameters of their own, which are passed over
            @Parameter(hidden = true) @Context UriInfo others,
            @Parameter(hidden = true) @Context HttpServletRequest request) {
        return sent(door.finish(id, state, code, issuer, error, request));
    }

    private static Response sent(SignOnDoor.Sent sent) {
        Response.ResponseBuilder response = Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, sent.address().toASCIIString())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .header("Referrer-Policy", "no-referrer");
        sent.cookies().forEach(cookie -> response.header(HttpHeaders.SET_COOKIE, cookie));
        return response.build();
    }

    @POST
    @Path("{id}/back-channel-logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @OpenToAnyone(reason = "the provider proves itself by the logout token it has signed")
    @Operation(
            operationId = "endSessionsByProvider",
            summary = "Ends sessions because the identity provider says so",
            description = "OpenID Connect Back-Channel Logout: to be registered at the provider.")
    @ApiResponse(responseCode = "200", description = "Ended, or there was none")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Problem400")
    public Response endByToken(@PathParam("id") String id, @FormParam("logout_token") @Nullable String token) {
        door.endByToken(id, token);
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, NO_STORE).build();
    }

    @GET
    @Path("{id}/front-channel-logout")
    @OpenToAnyone(reason = "whoever names a session of the provider knows it from there")
    @Operation(
            operationId = "endSessionByBrowser",
            summary = "Ends a session because the identity provider has the browser say so",
            description =
                    "OpenID Connect Front-Channel Logout: to be registered at the provider, with the session required.")
    @ApiResponse(responseCode = "204", description = "Ended, or there was none")
    public Response endByBrowser(
            @PathParam("id") String id,
            @QueryParam("iss") @Nullable String issuer,
            @QueryParam("sid") @Nullable String session,
            @Parameter(hidden = true) @Context UriInfo others) {
        door.endByBrowser(id, issuer, session);
        return Response.noContent().header(HttpHeaders.CACHE_CONTROL, NO_STORE).build();
    }

    @POST
    @Path("sign-out")
    @OpenToAnyone(reason = "everybody may sign out", signedIn = true)
    @Operation(
            operationId = "signOutEverywhere",
            summary = "Signs out, and tells where to sign out at the identity provider",
            description = "Ends the session at once, as DELETE /session does.")
    @ApiResponse(
            responseCode = "200",
            description = "Signed out",
            content = @Content(schema = @Schema(implementation = SignOutAnswer.class)))
    public Response signOut(@Parameter(hidden = true) @Context HttpServletRequest request) {
        SignOnDoor.SignedOut out = door.signOut(request);
        return Response.ok(
                        new SignOutAnswer(out.provider().map(URI::toASCIIString).orElse(null)))
                .header(HttpHeaders.SET_COOKIE, out.cookie())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }
}
