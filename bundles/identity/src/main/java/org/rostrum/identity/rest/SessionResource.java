package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.identity.SessionDoor;
import org.rostrum.identity.SessionDoor.SessionView;

/** {@code /session}: signing in and out. */
@Component(service = SessionResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("session")
@Tag(name = "session", description = "Signing in and out, and who the caller is")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final SessionDoor door;

    @Activate
    public SessionResource(@Reference SessionDoor door) {
        this.door = door;
    }

    /** Name and password, and the code of the second factor of those who have one. */
    public record SignInInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "admin") @Nullable String user,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "password") @Nullable String password,
            @Schema(description = "Of the authenticator app, or a recovery code", example = "123456") @Nullable
                    String code) {
        @Override
        public String toString() {
            return "SignInInput[user=" + user + "]";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "it is how one signs in; guessing is slowed down per user and per address")
    @SecretAnswer
    @Operation(
            operationId = "signIn",
            summary = "Signs in",
            description = "Opens a session and sets its cookie, rostrumSession. Every change made with the cookie must"
                    + " carry the header X-Rostrum-Csrf with the value of csrf. After too many failures it answers 429"
                    + " and says in Retry-After how long to wait. Who has a second factor gets 401 with the"
                    + " field \"code\" when the password fits and the code is missing or wrong.")
    @ApiResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    @ApiResponse(
            responseCode = "401",
            description = "There is no such user with this password",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    public Response signIn(SignInInput input, @Parameter(hidden = true) @Context HttpServletRequest request) {
        SessionDoor.Opened opened = door.open(
                Inputs.required("user", input.user()),
                Inputs.required("password", input.password()).toCharArray(),
                input.code(),
                request);
        return Response.ok(opened.view())
                .header(HttpHeaders.SET_COOKIE, opened.cookie())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @OpenToAnyone(reason = "everybody may ask who they are", signedIn = true)
    @Operation(operationId = "whoAmI", summary = "Tells who the caller is and what they may do")
    @ApiResponse(
            responseCode = "200",
            description = "The caller",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response whoAmI(@Parameter(hidden = true) @Context HttpServletRequest request) {
        return Response.ok(door.view(request))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @OpenToAnyone(reason = "everybody may sign out", signedIn = true)
    @Operation(operationId = "signOut", summary = "Signs out: the session ends at once")
    @ApiResponse(responseCode = "204", description = "Signed out")
    public Response signOut(@Parameter(hidden = true) @Context HttpServletRequest request) {
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, door.close(request))
                .build();
    }
}
