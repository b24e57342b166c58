package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.SecondFactor;
import org.rostrum.api.identity.SecondFactorSecret;
import org.rostrum.api.identity.SecondFactorService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.security.OpenToAnyone;

/** {@code /second-factor}: the caller's own. */
@Component(service = SecondFactorResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("second-factor")
@Tag(name = "session")
@Produces(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
    private final SecondFactorService factors;

    @Activate
    public SecondFactorResource(@Reference SecondFactorService factors) {
        this.factors = factors;
    }

    /** The password, and a code where there is a second factor already. */
    public record ProofInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "password") @Nullable String currentPassword,
            @Schema(description = "Of the authenticator app, or a recovery code", example = "123456") @Nullable
                    String code) {
        @Override
        public String toString() {
            return "ProofInput[]";
        }
    }

    /** The first code. */
    public record CodeInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "123456") @Nullable String code) {}

    /** Codes for when the app is lost. */
    public record RecoveryCodes(
            @Schema(description = "Shown this once; each lets in once in place of a code")
                    List<String> recoveryCodes) {}

    @GET
    @OpenToAnyone(reason = "everybody may look at their own second factor", signedIn = true)
    @Operation(operationId = "getSecondFactor", summary = "Tells how your second factor stands")
    public SecondFactor own() {
        return factors.own();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "everybody may set up their own second factor, knowing the password", signedIn = true)
    @SecretAnswer
    @Operation(
            operationId = "beginSecondFactor",
            summary = "Begins to set up your second factor",
            description =
                    "Answers with the secret for an authenticator app, shown this once. It is asked for once a first code"
                            + " was sent to /second-factor/confirmation.")
    public SecondFactorSecret begin(ProofInput input) {
        return factors.begin(password(input));
    }

    @POST
    @Path("confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "everybody may set up their own second factor", signedIn = true)
    @SecretAnswer
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Ends the setting up with a first code",
            description = "From now on signing in asks for a code. Your other sessions end.")
    public RecoveryCodes confirm(CodeInput input) {
        return new RecoveryCodes(factors.confirm(Inputs.required("code", input.code())));
    }

    @POST
    @Path("recovery-codes")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "everybody may renew their recovery codes, knowing password and code", signedIn = true)
    @SecretAnswer
    @Operation(operationId = "renewRecoveryCodes", summary = "Replaces your recovery codes")
    public RecoveryCodes renew(ProofInput input) {
        return new RecoveryCodes(factors.renewRecoveryCodes(password(input), Inputs.required("code", input.code())));
    }

    @POST
    @Path("removal")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "everybody may give up their second factor, knowing password and code", signedIn = true)
    @Operation(operationId = "removeSecondFactor", summary = "Takes your second factor away; your other sessions end")
    @ApiResponse(responseCode = "204", description = "Taken away")
    public Response remove(ProofInput input) {
        factors.remove(password(input), Inputs.required("code", input.code()));
        return Response.noContent().build();
    }

    private static char[] password(ProofInput input) {
        return Inputs.required("currentPassword", input.currentPassword()).toCharArray();
    }
}
