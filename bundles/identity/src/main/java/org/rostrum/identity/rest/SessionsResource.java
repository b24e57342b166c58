package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.SessionInfo;
import org.rostrum.api.identity.SessionService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.OpenToAnyone;

/** {@code /sessions}: which browsers are signed in. */
@Component(
        service = SessionsResource.class,
        property = {"osgi.jakartars.resource:Boolean=true", "rostrum.permissions=sessions:any"})
@Path("sessions")
@Tag(name = "session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
    private static final String WHY = "everybody sees and ends their own sessions; those of others need sessions:any";

    private final SessionService sessions;

    @Activate
    public SessionsResource(@Reference SessionService sessions) {
        this.sessions = sessions;
    }

    @GET
    @OpenToAnyone(reason = WHY, signedIn = true)
    @Operation(
            operationId = "listSessions",
            summary = "Lists the sessions of browsers, the latest used first; one page",
            description = "One's own; those of others need the permission sessions:any.")
    public CursorPage<SessionInfo> list(
            @QueryParam("user") @Parameter(description = "Whose; one's own when absent") @Nullable String user) {
        return new CursorPage<>(sessions.sessions(user), null);
    }

    @DELETE
    @Path("{id}")
    @OpenToAnyone(reason = WHY, signedIn = true)
    @Operation(operationId = "endSession", summary = "Ends a session at once")
    @ApiResponse(responseCode = "204", description = "Ended")
    public Response end(@PathParam("id") String id) {
        sessions.end(id);
        return Response.noContent().build();
    }

    @DELETE
    @OpenToAnyone(reason = WHY, signedIn = true)
    @Operation(
            operationId = "endSessions",
            summary = "Ends all sessions of a user, also in the SSH shell, but for the one that asks")
    @ApiResponse(responseCode = "204", description = "Ended")
    public Response endAll(
            @QueryParam("user") @Parameter(description = "Whose; one's own when absent") @Nullable String user) {
        sessions.endAll(user);
        return Response.noContent().build();
    }
}
