package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.rest.ModelViews.ModelInput;
import org.rostrum.accounts.rest.ModelViews.ModelPreview;
import org.rostrum.accounts.rest.ModelViews.ModelsOfAccount;
import org.rostrum.api.accounts.EngagementModelService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts/{id}/engagement-model}: the model of an account and all below it. */
@Component(service = AccountModelResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts/{id}/engagement-model")
@Tag(name = "engagement-models")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountModelResource {
    private static final String FINGERPRINT = "Of the preview that is confirmed";

    private final EngagementModelService models;

    @Activate
    public AccountModelResource(@Reference EngagementModelService models) {
        this.models = models;
    }

    @GET
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getEngagementModel", summary = "Shows the engagement models that count for an account")
    public ModelsOfAccount get(@PathParam("id") String id) {
        return ModelsOfAccount.of(id, models.inForce(id));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "previewEngagementModel",
            summary = "Shows what choosing a model would change",
            description = "Changes nothing. Needs grants:read, too, to tell whose rights shrink.")
    public ModelPreview preview(@PathParam("id") String id, ModelInput input) {
        return ModelPreview.of(models.preview(id, input.setting()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "chooseEngagementModel",
            summary = "Chooses a model for an account and all below it",
            description =
                    "It withholds rights that are held below the hub, at once, and gives none. What it proposes to"
                            + " give is given by grants.")
    public ModelPreview choose(@PathParam("id") String id, ModelInput input) {
        return ModelPreview.of(models.apply(id, input.setting(), Inputs.required("fingerprint", input.fingerprint())));
    }

    @GET
    @Path("removal")
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "previewEngagementModelRemoval",
            summary = "Shows who could exercise what again without the account's model")
    public ModelPreview previewRemoval(@PathParam("id") String id) {
        return ModelPreview.of(models.preview(id, null));
    }

    @DELETE
    @RequiresPermission("accounts:write")
    @Operation(operationId = "removeEngagementModel", summary = "Takes the account's model away")
    public ModelPreview remove(
            @PathParam("id") String id,
            @QueryParam("fingerprint") @Parameter(description = FINGERPRINT, required = true) @Nullable
                    String fingerprint) {
        return ModelPreview.of(models.apply(id, null, Objects.requireNonNullElse(fingerprint, "")));
    }
}
