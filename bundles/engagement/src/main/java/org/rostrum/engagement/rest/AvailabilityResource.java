package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.InboxAvailability;
import org.rostrum.api.engagement.InboxAvailabilityService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox/availability}: whether the caller is there to be given conversations. */
@Component(service = AvailabilityResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox/availability")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
public final class AvailabilityResource {
    private final InboxAvailabilityService availability;

    @Activate
    public AvailabilityResource(@Reference InboxAvailabilityService availability) {
        this.availability = availability;
    }

    @GET
    @RequiresPermission("inbox:work")
    @Operation(operationId = "getInboxAvailability", summary = "Tells whether you are given conversations")
    public InboxAvailability get() {
        return availability.mine();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("inbox:work")
    @Operation(
            operationId = "changeInboxAvailability",
            summary = "Switches you away, or back",
            description =
                    "Whoever is away keeps the conversations that they have. Policies that leave nobody out give to them, too.")
    public InboxAvailability change(AssignmentInputs.AvailabilityInput input) {
        return availability.change(Inputs.required("available", input.available()));
    }
}
