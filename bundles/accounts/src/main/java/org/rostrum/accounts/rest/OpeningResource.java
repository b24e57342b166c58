package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.accounts.rest.AttributeViews.OpeningView;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts/{id}/opening}: whether an account is open. */
@Component(service = OpeningResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts/{id}/opening")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class OpeningResource {
    private final AccountAttributeService attributes;
    private final Clock clock;

    @Activate
    public OpeningResource(@Reference AccountAttributeService attributes, @Reference Clock clock) {
        this.attributes = attributes;
        this.clock = clock;
    }

    @GET
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getAccountOpening", summary = "Tells whether an account is open, and when it opens next")
    public OpeningView opening(
            @PathParam("id") String id,
            @QueryParam("at") @Parameter(description = "ISO 8601; now when absent") @Nullable String at) {
        Instant moment = Inputs.instant("at", at);
        return OpeningView.of(attributes.opening(id, moment == null ? clock.instant() : moment));
    }
}
