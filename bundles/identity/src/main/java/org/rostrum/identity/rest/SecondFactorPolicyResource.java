package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.SecondFactorPolicy;
import org.rostrum.api.identity.SecondFactorPolicyService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /second-factor-policy}: who must have a second factor. */
@Component(service = SecondFactorPolicyResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("second-factor-policy")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
public final class SecondFactorPolicyResource {
    private final SecondFactorPolicyService policies;

    @Activate
    public SecondFactorPolicyResource(@Reference SecondFactorPolicyService policies) {
        this.policies = policies;
    }

    /** Who must have a second factor to sign in with a password. */
    public record PolicyView(
            @Schema(description = "All must, whatever the rest says") boolean everybody,
            @Schema(description = "Whoever holds one of these roles, wherever", example = "[\"administrator\"]")
                    List<String> roles,
            @Schema(description = "Whoever belongs to one of these accounts or one below, or holds a role there")
                    List<String> accounts,
            long version) {
        static PolicyView of(SecondFactorPolicy policy) {
            return new PolicyView(
                    policy.everybody(), List.copyOf(policy.roles()), List.copyOf(policy.accounts()), policy.version());
        }
    }

    /** The policy as it shall be. */
    public record PolicyInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Boolean everybody,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "[\"administrator\"]") @Nullable
                    List<String> roles,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "[]") @Nullable List<String> accounts) {}

    @GET
    @RequiresPermission("sign-in-policy:read")
    @Operation(operationId = "getSecondFactorPolicy", summary = "Shows who must have a second factor")
    @ApiResponse(
            responseCode = "200",
            description = "The policy",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response policy() {
        return answer(policies.policy());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("sign-in-policy:write")
    @Operation(
            operationId = "updateSecondFactorPolicy",
            summary = "Says who must have a second factor",
            description =
                    "It counts at once: whom it concerns and who has none can do nothing but set one up, in running sessions"
                            + " as well. Who signs in through an identity provider, and tokens, are not concerned.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response change(
            @HeaderParam("If-Match") @Parameter(description = "ETag of the policy as you have seen it") @Nullable
                    String ifMatch,
            PolicyInput input) {
        return answer(policies.change(
                Inputs.required("everybody", input.everybody()),
                Inputs.required("roles", input.roles()),
                Inputs.required("accounts", input.accounts()),
                EntityTags.expectedVersion(ifMatch)));
    }

    private static Response answer(SecondFactorPolicy policy) {
        return Response.ok(PolicyView.of(policy))
                .header(HttpHeaders.ETAG, EntityTags.of(policy.version()))
                .build();
    }
}
