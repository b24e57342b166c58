package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.IssuedToken;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.TokenService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.security.RequiresPermission;

/** {@code /tokens}: keys with which programs act for users. */
@Component(
        service = TokensResource.class,
        property = {"osgi.jakartars.resource:Boolean=true", "rostrum.permissions=tokens:any"})
@Path("tokens")
@Tag(name = "tokens", description = "Keys with which programs act for users")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private final TokenService tokens;

    @Activate
    public TokensResource(@Reference TokenService tokens) {
        this.tokens = tokens;
    }

    /** A token to be made. */
    public record TokenInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "What it is for, 1 to 100 characters",
                            example = "nightly export")
                    @Nullable
                    String name,
            @Schema(
                            description = "The program's user it is for, which needs users:write; absent for oneself",
                            example = "shop-bridge")
                    @Nullable
                    String user,
            @Schema(
                            description =
                                    "What it is limited to; everything the user may do when both lists are absent."
                                            + " With an account behind an @ it counts there and below.",
                            example = "[\"archive:read,export@acme-north\"]")
                    @Nullable
                    List<String> permissions,
            @Schema(description = "Roles to whose permissions it is limited, instead of permissions") @Nullable
                    List<String> roles,
            @Schema(description = "At most a year from now; 90 days when absent", example = "2027-01-01T00:00:00Z")
                    @Nullable
                    String expires) {}

    /** A token that was just made. */
    public record IssuedView(
            Token token,
            @Schema(description = "To be sent as Authorization: Bearer …; shown this once") String secret) {
        @Override
        public String toString() {
            return "IssuedView[token=" + token + "]";
        }
    }

    @GET
    @RequiresPermission("tokens:own")
    @Operation(
            operationId = "listTokens",
            summary = "Lists tokens, newest first",
            description = "One's own, unless user or all says otherwise; that needs the permission tokens:any.")
    public CursorPage<Token> list(
            @QueryParam("user") @Parameter(description = "Whose tokens") @Nullable String user,
            @QueryParam("all") @Parameter(description = "true for the tokens of all users") @Nullable Boolean all,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        if (Boolean.TRUE.equals(all)) {
            if (user != null) {
                throw Problem.invalid("all", "user and all exclude each other.", "Leave one of them out.");
            }
            return tokens.listAll(cursor, Inputs.limit(limit));
        }
        return tokens.list(user, cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("tokens:own")
    @SecretAnswer
    @Operation(
            operationId = "createToken",
            summary = "Makes a token for oneself or for a program's user",
            description = "What the token may do is what you may do at that moment and the limits given here allow. Its"
                    + " secret is shown this once.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = IssuedView.class)))
    public Response create(TokenInput input) {
        String user = input.user();
        String name = Inputs.required("name", input.name());
        List<String> permissions = Objects.requireNonNullElse(input.permissions(), List.of());
        List<String> roles = Objects.requireNonNullElse(input.roles(), List.of());
        Instant expires = Inputs.instant("expires", input.expires());
        IssuedToken made = user == null
                ? tokens.create(name, permissions, roles, expires)
                : tokens.createFor(user, name, permissions, roles, expires);
        return Response.created(URI.create("tokens/" + made.token().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new IssuedView(made.token(), made.secret()))
                .build();
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("tokens:own")
    @Operation(
            operationId = "revokeToken",
            summary = "Ends a token at once",
            description = "Tokens of others need the permission tokens:any.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    public Response revoke(@PathParam("id") long id) {
        tokens.revoke(id);
        return Response.noContent().build();
    }
}
