package org.rostrum.oidc.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.api.signon.GroupMapping;
import org.rostrum.api.signon.IdentityProvider;
import org.rostrum.api.signon.IdentityProviderDraft;
import org.rostrum.api.signon.IdentityProviderService;
import org.rostrum.api.signon.ProviderCheck;

/** {@code /identity-providers}: through whom people sign in, and what they get here. */
@Component(service = IdentityProvidersResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("identity-providers")
@Tag(name = "identity-providers", description = "Identity providers (OpenID Connect)")
@Produces(MediaType.APPLICATION_JSON)
public final class IdentityProvidersResource {
    private static final int LONGEST_ID = 40;

    private final IdentityProviderService providers;

    @Activate
    public IdentityProvidersResource(@Reference IdentityProviderService providers) {
        this.providers = providers;
    }

    /** A value of the claim for groups, and the group of this server that it means. */
    public record GroupMappingInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "/agency/publishers") @Nullable String value,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Publishers") @Nullable String group) {}

    /** A provider to be made, or all settings of one that is there. */
    public record IdentityProviderInput(
            @Schema(
                            description =
                                    "Letters a to z, digits and hyphens, up to 40; made of the display name when absent",
                            example = "staff")
                    @Nullable
                    String id,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "What the sign-in page calls it",
                            example = "Staff account")
                    @Nullable
                    String displayName,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "As the provider calls itself; https",
                            example = "https://sso.example.com/realms/staff")
                    @Nullable
                    String issuer,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "rostrum") @Nullable String clientId,
            @Schema(
                            format = "password",
                            description =
                                    "Absent to keep the one there is, empty for none; shown to nobody. With another issuer it"
                                            + " is forgotten and must be given again")
                    @Nullable
                    String clientSecret,
            @Schema(description = "Besides openid; profile and email when absent") @Nullable List<String> scopes,
            @Schema(description = "Claim that names new users; preferred_username when absent") @Nullable
                    String userNameClaim,
            @Schema(description = "Claim that lists groups, dots lead into it; absent for none", example = "groups")
                    @Nullable
                    String groupsClaim,
            @Schema(description = "Which values mean which groups here; none when absent") @Nullable
                    List<GroupMappingInput> groups,
            @Schema(description = "Whether who comes for the first time becomes a user; false when absent") @Nullable
                    Boolean createUsers,
            @Schema(description = "The account new users belong to; absent for the organisation as a whole") @Nullable
                    String accountId,
            @Schema(
                            description =
                                    "Whether a user of the same name is taken for the same person; false when absent. Whoever"
                                            + " decides about names at the provider can then become that user")
                    @Nullable
                    Boolean linkByName,
            @Schema(description = "Whether people may sign in through it; true when absent") @Nullable Boolean enabled,
            @Schema(description = "How far the clocks may differ, 0 to 300; 60 when absent") @Nullable
                    Integer clockSkewSeconds,
            @Schema(description = "Whether signing out here signs out there, too; false when absent") @Nullable
                    Boolean signOutAtProvider) {
        @Override
        public String toString() {
            return "IdentityProviderInput[id=" + id + "]";
        }

        IdentityProviderDraft draft() {
            return new IdentityProviderDraft(
                    displayName,
                    issuer,
                    clientId,
                    clientSecret,
                    scopes,
                    userNameClaim,
                    groupsClaim,
                    groups == null
                            ? null
                            : groups.stream()
                                    .map(mapping -> new GroupMapping(
                                            Inputs.required("groups.value", mapping == null ? null : mapping.value()),
                                            Inputs.required("groups.group", mapping == null ? null : mapping.group())))
                                    .toList(),
                    createUsers,
                    accountId,
                    linkByName,
                    enabled,
                    clockSkewSeconds,
                    signOutAtProvider);
        }
    }

    @GET
    @RequiresPermission("identity-providers:read")
    @Operation(operationId = "listIdentityProviders", summary = "Lists the identity providers")
    public CursorPage<IdentityProvider> list() {
        return new CursorPage<>(providers.list(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("identity-providers:write")
    @Operation(
            operationId = "createIdentityProvider",
            summary = "Sets up an identity provider",
            description =
                    "Nothing is given to anybody by default: no user is made and no group is mapped. Nobody can map a group"
                            + " that holds more than they may give away.")
    @ApiResponse(
            responseCode = "201",
            description = "Set up; Location names it",
            content = @Content(schema = @Schema(implementation = IdentityProvider.class)))
    public Response create(IdentityProviderInput input) {
        IdentityProvider made = providers.create(id(input), input.draft());
        return Response.created(URI.create("identity-providers/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    /** Of the display name, when none was given: "Acme SSO" becomes acme-sso. */
    private static String id(IdentityProviderInput input) {
        String given = input.id();
        if (given != null) {
            return given;
        }
        String made = Inputs.required("displayName", input.displayName())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return made.isEmpty() ? "provider" : made.substring(0, Math.min(made.length(), LONGEST_ID));
    }

    @GET
    @Path("{id}")
    @RequiresPermission("identity-providers:read")
    @Operation(operationId = "getIdentityProvider", summary = "Shows an identity provider")
    @ApiResponse(
            responseCode = "200",
            description = "The provider",
            content = @Content(schema = @Schema(implementation = IdentityProvider.class)))
    public Response get(@PathParam("id") String id) {
        return answer(providers.find(id).orElseThrow(() -> Problem.notFound("identity provider", id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("identity-providers:write")
    @Operation(
            operationId = "changeIdentityProvider",
            summary = "Replaces the settings of an identity provider",
            description = "Disabling it, and another issuer, end the sessions it has vouched for.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = IdentityProvider.class)))
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the provider as you have seen it") @Nullable
                    String ifMatch,
            IdentityProviderInput input) {
        return answer(providers.change(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("identity-providers:write")
    @Operation(
            operationId = "removeIdentityProvider",
            summary = "Removes an identity provider",
            description = "The sessions it has vouched for end. Users stay, without the groups it has put them into.")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the provider as you have seen it") @Nullable
                    String ifMatch) {
        providers.remove(id, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/check")
    @RequiresPermission("identity-providers:write")
    @Operation(
            operationId = "checkIdentityProvider",
            summary = "Asks an identity provider whether it is what signing in needs, and tells in words what is not")
    @ApiResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = ProviderCheck.class)))
    public ProviderCheck check(@PathParam("id") String id) {
        return providers.check(id);
    }

    /** Who is who. */
    public record LinkInput(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "What the provider calls the person for good (sub)")
                    @Nullable
                    String subject,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "jane.doe") @Nullable String user) {}

    @POST
    @Path("{id}/links")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("identity-providers:write")
    @Operation(
            operationId = "linkIdentity",
            summary = "Says that a user is somebody at the identity provider",
            description =
                    "The user is let in from then on when the provider vouches for that person. Needs users:write for the user, too,"
                            + " who must not be allowed more than the caller. The audit trail tells the subject of those who were refused.")
    @ApiResponse(responseCode = "204", description = "Linked")
    public Response link(@PathParam("id") String id, LinkInput input) {
        providers.link(id, Inputs.required("subject", input.subject()), Inputs.required("user", input.user()));
        return Response.noContent().build();
    }

    private static Response answer(IdentityProvider provider) {
        return Response.ok(provider)
                .header(HttpHeaders.ETAG, EntityTags.of(provider.version()))
                .build();
    }
}
