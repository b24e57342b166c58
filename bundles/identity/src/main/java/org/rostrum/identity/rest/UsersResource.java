package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.identity.IdentityLink;
import org.rostrum.api.identity.IdentityLinkService;
import org.rostrum.api.identity.IssuedPassword;
import org.rostrum.api.identity.NewUser;
import org.rostrum.api.identity.SecondFactor;
import org.rostrum.api.identity.SecondFactorService;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** {@code /users}: who can sign in. */
@Component(service = UsersResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("users")
@Tag(name = "users", description = "Who can sign in, with which roles")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {
    private final UserService users;
    private final AccessExplanations explanations;
    private final SecondFactorService factors;
    private final IdentityLinkService links;
    private final Access access;

    @Activate
    public UsersResource(
            @Reference UserService users,
            @Reference AccessExplanations explanations,
            @Reference SecondFactorService factors,
            @Reference IdentityLinkService links,
            @Reference Access access) {
        this.users = users;
        this.explanations = explanations;
        this.factors = factors;
        this.links = links;
        this.access = access;
    }

    /** A user as JSON. */
    public record UserView(
            @Schema(description = "Never changes; in lower case", example = "jane.doe") String name,
            String displayName,
            @Schema(description = "The account the user belongs to; absent for the organisation as a whole") @Nullable
                    String accountId,
            @Schema(description = "Whether it is a program's user, which has no password and comes in by tokens only")
                    boolean service,
            boolean disabled,
            @Schema(description = "Roles held for the whole installation, without an end; /grants tells the others")
                    List<String> roles,
            @Schema(description = "Whether the password is a one-time password that is still to be replaced")
                    boolean mustChangePassword,
            Instant created,
            @Nullable Instant lastSignIn,
            @Schema(description = "Counts changes from 1; the ETag") long version) {
        static UserView of(User user) {
            return new UserView(
                    user.name(),
                    user.displayName(),
                    user.accountId(),
                    user.service(),
                    user.disabled(),
                    List.copyOf(new TreeSet<>(user.roles())),
                    user.mustChangePassword(),
                    user.created(),
                    user.lastSignIn(),
                    user.version());
        }
    }

    /** A user to be made. */
    public record UserInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "1 to 100 of a to z, 0 to 9 and . _ @ + -; never changes",
                            example = "jane.doe")
                    @Nullable
                    String name,
            @Schema(description = "1 to 200 characters; the name when absent") @Nullable String displayName,
            @Schema(description = "The account the user belongs to; absent for the organisation as a whole") @Nullable
                    String accountId,
            @Schema(description = "Whether it is a program's user, which has no password; false when absent") @Nullable
                    Boolean service,
            @Schema(
                            description = "Names of roles for the whole installation; none when absent",
                            example = "[\"viewer\"]")
                    @Nullable
                    Set<String> roles,
            @Schema(description = "One-time password; one is generated when absent", format = "password") @Nullable
                    String password) {
        @Override
        public String toString() {
            return "UserInput[name=" + name + "]";
        }
    }

    /** A user whose password was just set. */
    public record IssuedView(
            UserView user,
            @Schema(description = "The generated one-time password, shown this once; absent when it was given")
                    @Nullable
                    String oneTimePassword) {
        static IssuedView of(IssuedPassword issued) {
            return new IssuedView(UserView.of(issued.user()), issued.oneTimePassword());
        }

        @Override
        public String toString() {
            return "IssuedView[user=" + user + "]";
        }
    }

    /** What shall be different of a user. */
    public record UserPatch(
            @Nullable String displayName,
            @Schema(description = "The account the user shall belong to; empty for the organisation as a whole")
                    @Nullable
                    String accountId,
            @Nullable Boolean disabled,
            @Schema(description = "All roles the user shall have for the whole installation, without an end") @Nullable
                    Set<String> roles) {}

    /** A new password. */
    public record PasswordInput(
            @Schema(description = "Needed for one's own password", format = "password") @Nullable
                    String currentPassword,
            @Schema(
                            description =
                                    "At least 12 characters. For another user it is a one-time password, and one is"
                                            + " generated when it is absent.",
                            format = "password")
                    @Nullable
                    String newPassword) {
        @Override
        public String toString() {
            return "PasswordInput[]";
        }
    }

    @GET
    @RequiresPermission("users:read")
    @Operation(operationId = "listUsers", summary = "Lists the users, ordered by name")
    public CursorPage<UserView> list(
            @QueryParam("text")
                    @Parameter(
                            description = "What their name or display name has in it, in upper or lower case; up to"
                                    + " 100 characters")
                    @Nullable
                    String text,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        int most = Inputs.limit(limit);
        CursorPage<User> found = text == null ? users.list(cursor, most) : users.search(text, cursor, most);
        return found.map(UserView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("users:write")
    @SecretAnswer
    @Operation(
            operationId = "createUser",
            summary = "Makes a user with a one-time password",
            description = "The user must replace the password before anything else.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = IssuedView.class)))
    public Response create(UserInput input) {
        String name = Inputs.required("name", input.name());
        String password = input.password();
        IssuedPassword made = users.create(
                new NewUser(
                        name,
                        Objects.requireNonNullElse(input.displayName(), name),
                        input.accountId(),
                        Boolean.TRUE.equals(input.service()),
                        Objects.requireNonNullElse(input.roles(), Set.of())),
                password == null ? null : password.toCharArray());
        return Response.created(URI.create("users/" + segment(made.user().name())))
                .header(HttpHeaders.ETAG, EntityTags.of(made.user().version()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(IssuedView.of(made))
                .build();
    }

    @GET
    @Path("{name}")
    @RequiresPermission("users:read")
    @Operation(operationId = "getUser", summary = "Shows a user")
    @ApiResponse(
            responseCode = "200",
            description = "The user",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response get(@PathParam("name") String name) {
        return answer(users.find(name).orElseThrow(() -> Problem.notFound("user", name)));
    }

    @PATCH
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("users:write")
    @Operation(
            operationId = "updateUser",
            summary = "Changes display name, roles, or whether the user is disabled",
            description = "What is absent stays. Disabling ends the user's sessions and stops their tokens at once. The"
                    + " last administrator can be neither disabled nor demoted.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response update(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the user as you have seen it") @Nullable
                    String ifMatch,
            UserPatch patch) {
        return answer(users.update(
                name,
                new UserChange(patch.displayName(), patch.accountId(), patch.disabled(), patch.roles()),
                EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{name}")
    @RequiresPermission("users:write")
    @Operation(
            operationId = "removeUser",
            summary = "Removes a user with all sessions and tokens",
            description = "What the audit trail says of the user stays. The last administrator cannot be removed.")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the user as you have seen it") @Nullable
                    String ifMatch) {
        users.remove(name, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    @GET
    @Path("{name}/rights")
    @OpenToAnyone(
            reason = "everybody may ask what they may do themselves; about others it needs users:read and grants:read",
            signedIn = true)
    @Operation(
            operationId = "listEffectiveRights",
            summary = "Lists what a user may do now, by account",
            description =
                    "By their roles, their groups and those they stand in for. An entry without an account counts for"
                            + " the whole installation; one with an account for all below it, too.")
    public CursorPage<AccessExplanations.EffectiveRights> rights(@PathParam("name") String name) {
        return new CursorPage<>(explanations.rights(name), null);
    }

    @GET
    @Path("{name}/explanation")
    @OpenToAnyone(
            reason = "everybody may ask what they may do themselves; about others it needs users:read and grants:read",
            signedIn = true)
    @Operation(
            operationId = "explainAccess",
            summary = "Tells why a user may do something, or why not",
            description =
                    "Names each grant and what it comes to: it allows, lacks the permission, is for another account,"
                            + " has not begun, or has ended.")
    public AccessExplanation explanation(
            @PathParam("name") String name,
            @QueryParam("permission") @Parameter(required = true, example = "archive:read") @Nullable String permission,
            @QueryParam("accountId")
                    @Parameter(description = "Where; absent for the whole installation", example = "acme-north")
                    @Nullable
                    String accountId) {
        return explanations.explain(name, Inputs.required("permission", permission), accountId);
    }

    @GET
    @Path("{name}/second-factor")
    @RequiresPermission("users:read")
    @Operation(operationId = "getSecondFactorOf", summary = "Tells how a user's second factor stands")
    public SecondFactor secondFactor(@PathParam("name") String name) {
        return factors.of(name);
    }

    @DELETE
    @Path("{name}/second-factor")
    @RequiresPermission("users:write")
    @Operation(
            operationId = "resetSecondFactor",
            summary = "Takes away the second factor of a user who lost it",
            description = "The user's sessions end, and the password alone lets in until a new one is set up.")
    @ApiResponse(responseCode = "204", description = "Taken away")
    public Response resetSecondFactor(@PathParam("name") String name) {
        factors.reset(name);
        return Response.noContent().build();
    }

    @GET
    @Path("{name}/identity-links")
    @RequiresPermission("users:read")
    @Operation(
            operationId = "listIdentityLinksOf",
            summary = "Lists with whom at identity providers a user signs in; one page")
    public CursorPage<IdentityLink> identityLinks(@PathParam("name") String name) {
        return new CursorPage<>(links.of(name), null);
    }

    @DELETE
    @Path("{name}/identity-links/{provider}")
    @RequiresPermission("users:write")
    @Operation(
            operationId = "unlinkIdentityOf",
            summary = "Has a user no longer let in by an identity provider",
            description = "Sessions for which it has vouched end, and groups that come from it go.")
    @ApiResponse(responseCode = "204", description = "Unlinked")
    public Response unlinkIdentity(
            @PathParam("name") String name,
            @PathParam("provider") String provider,
            @QueryParam("evenLast")
                    @DefaultValue("false")
                    @Parameter(description = "Although it is the last way to sign in, which is refused without")
                    boolean evenLast) {
        links.unlink(name, provider, evenLast);
        return Response.noContent().build();
    }

    @PUT
    @Path("{name}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(
            reason = "everybody may change their own password, knowing the old one; that of others needs users:write",
            signedIn = true)
    @SecretAnswer
    @Operation(
            operationId = "setPassword",
            summary = "Changes one's own password, or resets that of another user",
            description =
                    "One's own needs the current one and ends one's other sessions. Resetting needs the permission"
                            + " users:write, makes a one-time password and ends the user's sessions; until the user"
                            + " replaces it nothing else is allowed, to the user's tokens neither. An SSH shell"
                            + " that is open ends.")
    @ApiResponse(
            responseCode = "200",
            description = "Reset",
            content = @Content(schema = @Schema(implementation = IssuedView.class)))
    @ApiResponse(responseCode = "204", description = "Changed")
    public Response setPassword(@PathParam("name") String name, PasswordInput input) {
        Caller caller = access.caller();
        String newPassword = input.newPassword();
        if (caller.type() == Caller.Type.USER && caller.name().equalsIgnoreCase(name)) {
            users.changeOwnPassword(
                    Inputs.required("currentPassword", input.currentPassword()).toCharArray(),
                    Inputs.required("newPassword", newPassword).toCharArray());
            return Response.noContent().build();
        }
        IssuedPassword issued = users.resetPassword(name, newPassword == null ? null : newPassword.toCharArray());
        return Response.ok(IssuedView.of(issued))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response answer(User user) {
        return Response.ok(UserView.of(user))
                .header(HttpHeaders.ETAG, EntityTags.of(user.version()))
                .build();
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%40", "@");
    }
}
