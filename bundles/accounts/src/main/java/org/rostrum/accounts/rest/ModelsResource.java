package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.rest.ModelViews.EngagementModelView;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.RequiresPermission;

/** {@code /engagement-models}: what there is to choose from. */
@Component(service = ModelsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("engagement-models")
@Tag(name = "engagement-models", description = "How the engagement of an organisation is organised")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {
    private final Access access;

    @Activate
    public ModelsResource(@Reference Access access) {
        this.access = access;
    }

    @GET
    @RequiresPermission("accounts:read")
    @Operation(
            operationId = "listEngagementModels",
            summary =
                    "Lists the engagement models: what each withholds, what is weak about it, the way to hub and spoke")
    public CursorPage<EngagementModelView> list() {
        access.requireSomewhere("accounts:read");
        return new CursorPage<>(
                Arrays.stream(EngagementModel.values())
                        .map(EngagementModelView::of)
                        .toList(),
                null);
    }
}
